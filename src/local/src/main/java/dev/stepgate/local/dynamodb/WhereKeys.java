// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.dynamodb.expression.AttributeCondition;
import dev.stepgate.local.dynamodb.expression.Comparator;
import dev.stepgate.local.dynamodb.expression.ComparisonOperator;
import dev.stepgate.local.dynamodb.expression.Condition;
import dev.stepgate.local.dynamodb.expression.ConditionFunction;
import dev.stepgate.local.dynamodb.expression.Operand;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.KeySchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The conditions of a WHERE clause that must all hold, and the keys among them.
///
/// @param terms of the conjunction, in their order
record WhereKeys(List<Condition> terms) {

    /// The key that a WHERE clause names, and what it asks for besides.
    ///
    /// @param rest [Condition.Always] for nothing
    record KeyAndRest(Item key, Condition rest) {}

    static WhereKeys of(Optional<Condition> where) {
        return new WhereKeys(where.stream().flatMap(WhereKeys::split).toList());
    }

    private static Stream<Condition> split(Condition condition) {
        return condition instanceof Condition.And(Condition left, Condition right)
                ? Stream.concat(split(left), split(right))
                : Stream.of(condition);
    }

    /// Returns the key if every attribute of it must equal a value; empty otherwise.
    Optional<KeyAndRest> key(KeySchema schema) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        List<Condition> rest = new ArrayList<>();
        for (Condition term : terms) {
            Optional<String> name = schema.names().stream()
                    .filter(each -> !key.containsKey(each))
                    .filter(each -> equal(term, each).isPresent())
                    .findFirst();
            name.ifPresentOrElse(each -> key.put(each, equal(term, each).orElseThrow()), () -> rest.add(term));
        }
        return key.size() == schema.attributes().size()
                ? Optional.of(new KeyAndRest(Item.of(key).only(schema.names()), all(rest)))
                : Optional.empty();
    }

    private static Condition all(List<Condition> conditions) {
        return conditions.stream().reduce(Condition.And::new).orElseGet(Condition.Always::new);
    }

    /// Returns the values of which an attribute must have one; empty when it may have any.
    Set<AttributeValue> values(String attribute) {
        return terms.stream()
                .map(term -> oneOf(term, attribute))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElseGet(Set::of);
    }

    /// Returns the condition of a sort key by which items are found; empty when there is none.
    Optional<AttributeCondition> range(String attribute) {
        return terms.stream().flatMap(term -> range(term, attribute).stream()).findFirst();
    }

    private static Set<AttributeValue> oneOf(Condition condition, String attribute) {
        return switch (condition) {
            case Condition.Or(Condition left, Condition right) ->
                union(oneOf(left, attribute), oneOf(right, attribute));
            case Condition.In(Operand value, List<Operand> options)
            when isPath(value, attribute) && options.stream().allMatch(Operand.Literal.class::isInstance) ->
                ordered(options.stream().flatMap(option -> literal(option).stream()));
            case Condition.In _,
                    Condition.Comparison _,
                    Condition.And _,
                    Condition.Not _,
                    Condition.Between _,
                    Condition.Call _,
                    Condition.Always _ -> ordered(equal(condition, attribute).stream());
        };
    }

    /// Returns the values of either; none when one of them allows any value.
    private static Set<AttributeValue> union(Set<AttributeValue> left, Set<AttributeValue> right) {
        return left.isEmpty() || right.isEmpty() ? Set.of() : ordered(Stream.concat(left.stream(), right.stream()));
    }

    private static Set<AttributeValue> ordered(Stream<AttributeValue> values) {
        return values.collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<AttributeValue> equal(Condition condition, String attribute) {
        return range(condition, attribute)
                .filter(range -> range.operator() == ComparisonOperator.EQ)
                .map(range -> range.values().getFirst());
    }

    private static Optional<AttributeCondition> range(Condition condition, String attribute) {
        return switch (condition) {
            case Condition.Comparison(Comparator comparator, Operand left, Operand right)
            when comparator != Comparator.NE && isPath(left, attribute) -> compared(comparator, right);
            case Condition.Comparison(Comparator comparator, Operand left, Operand right)
            when comparator != Comparator.NE && isPath(right, attribute) -> compared(comparator.exchanged(), left);
            case Condition.Between(Operand value, Operand low, Operand high)
            when isPath(value, attribute) ->
                literal(low)
                        .flatMap(from -> literal(high)
                                .map(to -> new AttributeCondition(ComparisonOperator.BETWEEN, List.of(from, to))));
            case Condition.Call(ConditionFunction function, List<Operand> arguments)
            when function == ConditionFunction.BEGINS_WITH && isPath(arguments.getFirst(), attribute) ->
                condition(ComparisonOperator.BEGINS_WITH, arguments.subList(1, 2));
            case Condition.Comparison _,
                    Condition.Between _,
                    Condition.Call _,
                    Condition.And _,
                    Condition.Or _,
                    Condition.Not _,
                    Condition.In _,
                    Condition.Always _ -> Optional.empty();
        };
    }

    private static Optional<AttributeCondition> compared(Comparator comparator, Operand operand) {
        return condition(ComparisonOperator.valueOf(comparator.name()), List.of(operand));
    }

    /// Returns the condition if all operands are values.
    private static Optional<AttributeCondition> condition(ComparisonOperator operator, List<Operand> operands) {
        List<AttributeValue> values =
                operands.stream().flatMap(operand -> literal(operand).stream()).toList();
        return values.size() == operands.size()
                ? Optional.of(new AttributeCondition(operator, values))
                : Optional.empty();
    }

    private static Optional<AttributeValue> literal(Operand operand) {
        return operand instanceof Operand.Literal(AttributeValue value) ? Optional.of(value) : Optional.empty();
    }

    private static boolean isPath(Operand operand, String attribute) {
        return operand.equals(new Operand.Path(DocumentPath.attribute(attribute)));
    }
}
