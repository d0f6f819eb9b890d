// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.Bytes;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ValueOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Evaluates conditions. An operand that the item lacks makes every comparison false except `<>`.
final class ConditionEvaluator {
    private ConditionEvaluator() {}

    static boolean matches(Condition condition, Item item) {
        return switch (condition) {
            case Condition.And(Condition left, Condition right) -> matches(left, item) && matches(right, item);
            case Condition.Or(Condition left, Condition right) -> matches(left, item) || matches(right, item);
            case Condition.Not(Condition negated) -> !matches(negated, item);
            case Condition.Comparison(Comparator comparator, Operand left, Operand right) ->
                compare(comparator, value(left, item), value(right, item));
            case Condition.Between(Operand value, Operand low, Operand high) ->
                compare(Comparator.GE, value(value, item), value(low, item))
                        && compare(Comparator.LE, value(value, item), value(high, item));
            case Condition.In(Operand value, List<Operand> options) ->
                options.stream().anyMatch(option -> compare(Comparator.EQ, value(value, item), value(option, item)));
            case Condition.Call(ConditionFunction function, List<Operand> arguments) -> call(function, arguments, item);
            case Condition.Always _ -> true;
        };
    }

    private static boolean call(ConditionFunction function, List<Operand> arguments, Item item) {
        AttributeValue first = value(arguments.getFirst(), item);
        return switch (function) {
            case ATTRIBUTE_EXISTS -> first != null;
            case ATTRIBUTE_NOT_EXISTS -> first == null;
            case ATTRIBUTE_TYPE ->
                first != null
                        && value(arguments.get(1), item) instanceof AttributeValue.S(String type)
                        && first.type().equals(type);
            case BEGINS_WITH -> beginsWith(first, value(arguments.get(1), item));
            case CONTAINS -> contains(first, value(arguments.get(1), item));
        };
    }

    private static boolean compare(Comparator comparator, @Nullable AttributeValue a, @Nullable AttributeValue b) {
        return switch (comparator) {
            case EQ -> a != null && a.equals(b);
            case NE -> a == null || !a.equals(b);
            case LT -> isOrdered(a, b, order -> order < 0);
            case LE -> isOrdered(a, b, order -> order <= 0);
            case GT -> isOrdered(a, b, order -> order > 0);
            case GE -> isOrdered(a, b, order -> order >= 0);
        };
    }

    private static boolean isOrdered(@Nullable AttributeValue a, @Nullable AttributeValue b, IntPredicate wanted) {
        return a != null
                && b != null
                && ValueOrder.compare(a, b).filter(wanted::test).isPresent();
    }

    private static boolean beginsWith(@Nullable AttributeValue value, @Nullable AttributeValue prefix) {
        return value instanceof AttributeValue.S(String text) && prefix instanceof AttributeValue.S(String start)
                ? text.startsWith(start)
                : value instanceof AttributeValue.B(Bytes bytes)
                        && prefix instanceof AttributeValue.B(Bytes first)
                        && bytes.startsWith(first);
    }

    private static boolean contains(@Nullable AttributeValue value, @Nullable AttributeValue part) {
        return switch (value) {
            case AttributeValue.S(String text) ->
                part instanceof AttributeValue.S(String piece) && text.contains(piece);
            case AttributeValue.B(Bytes bytes) ->
                part instanceof AttributeValue.B(Bytes piece) && bytes.contains(piece);
            case AttributeValue.SS(Set<String> elements) ->
                part instanceof AttributeValue.S(String element) && elements.contains(element);
            case AttributeValue.NS(Set<BigDecimal> elements) ->
                part instanceof AttributeValue.N(BigDecimal element) && elements.contains(element);
            case AttributeValue.BS(Set<Bytes> elements) ->
                part instanceof AttributeValue.B(Bytes element) && elements.contains(element);
            case AttributeValue.L(List<AttributeValue> elements) -> part != null && elements.contains(part);
            case AttributeValue.N _, AttributeValue.Bool _, AttributeValue.Null _, AttributeValue.M _ -> false;
            case null -> false;
        };
    }

    private static @Nullable AttributeValue value(Operand operand, Item item) {
        return switch (operand) {
            case Operand.Path(DocumentPath path) -> path.in(item);
            case Operand.Literal(AttributeValue value) -> value;
            case Operand.Size(Operand of) -> size(value(of, item));
            case Operand.Undefined _ -> throw new IllegalStateException("an undefined placeholder");
        };
    }

    private static @Nullable AttributeValue size(@Nullable AttributeValue value) {
        return switch (value) {
            case AttributeValue.S(String text) -> number(text.length());
            case AttributeValue.B(Bytes bytes) -> number(bytes.length());
            case AttributeValue.SS set -> number(set.elements().size());
            case AttributeValue.NS set -> number(set.elements().size());
            case AttributeValue.BS set -> number(set.elements().size());
            case AttributeValue.L list -> number(list.elements().size());
            case AttributeValue.M map -> number(map.members().size());
            case AttributeValue.N _, AttributeValue.Bool _, AttributeValue.Null _ -> null;
            case null -> null;
        };
    }

    private static AttributeValue number(int count) {
        return AttributeValue.N.of(count);
    }
}
