// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.partiql;

import dev.stepgate.local.dynamodb.expression.Comparator;
import dev.stepgate.local.dynamodb.expression.Condition;
import dev.stepgate.local.dynamodb.expression.ConditionFunction;
import dev.stepgate.local.dynamodb.expression.Conditions;
import dev.stepgate.local.dynamodb.expression.Operand;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.partiql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Parses the condition of a WHERE clause
/// ([operators](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-operators.html),
/// [functions](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-functions.html)).
final class WhereParser {
    private final Tokens tokens;
    private final ValueParser values;

    WhereParser(Tokens tokens) {
        this.tokens = tokens;
        this.values = new ValueParser(tokens);
    }

    /// A part of the text that is a condition or an operand.
    private sealed interface Term {
        record Whole(Condition condition) implements Term {}

        record Part(Operand operand) implements Term {}
    }

    Condition condition() {
        return condition(or());
    }

    private Term or() {
        tokens.enter();
        Term left = and();
        while (tokens.peek().isWord("OR")) {
            Condition first = condition(left);
            tokens.take();
            left = new Term.Whole(new Condition.Or(first, condition(and())));
        }
        tokens.leave();
        return left;
    }

    private Term and() {
        Term left = not();
        while (tokens.peek().isWord("AND")) {
            Condition first = condition(left);
            tokens.take();
            left = new Term.Whole(new Condition.And(first, condition(not())));
        }
        return left;
    }

    private Term not() {
        if (!tokens.takeIfWord("NOT")) {
            return comparison();
        }
        tokens.enter();
        Condition negated = condition(not());
        tokens.leave();
        return new Term.Whole(new Condition.Not(negated));
    }

    private Term comparison() {
        Term left = primary();
        Token next = tokens.peek();
        Optional<Comparator> comparator = next.kind() == Kind.SYMBOL ? Comparator.find(next.text()) : Optional.empty();
        if (comparator.isPresent()) {
            tokens.take();
            return new Term.Whole(compared(left, comparator.get()));
        }
        if (tokens.takeIfWord("IS")) {
            boolean isNot = tokens.takeIfWord("NOT");
            return whole(is(operand(left)), isNot);
        }
        boolean isNot = next.isWord("NOT")
                && (tokens.peekSecond().isWord("IN") || tokens.peekSecond().isWord("BETWEEN"))
                && tokens.takeIfWord("NOT");
        if (tokens.takeIfWord("BETWEEN")) {
            return whole(between(operand(left)), isNot);
        }
        return tokens.takeIfWord("IN") ? whole(in(operand(left)), isNot) : left;
    }

    private static Term whole(Condition condition, boolean isNot) {
        return new Term.Whole(isNot ? new Condition.Not(condition) : condition);
    }

    /// Compares operands, or a function that is true or false with one of these.
    private Condition compared(Term left, Comparator comparator) {
        Operand right = operand(primary());
        return switch (left) {
            case Term.Part(Operand operand) -> Conditions.comparison(comparator, operand, right);
            case Term.Whole(Condition condition)
            when right instanceof Operand.Literal(AttributeValue.Bool(boolean wanted))
                    && (comparator == Comparator.EQ || comparator == Comparator.NE) ->
                wanted == (comparator == Comparator.EQ) ? condition : new Condition.Not(condition);
            case Term.Whole _ -> throw Malformed.statement("Unexpected term");
        };
    }

    private Condition between(Operand value) {
        Operand low = operand(primary());
        tokens.requireWord("AND");
        return Conditions.between(value, low, operand(primary()));
    }

    private Condition in(Operand value) {
        if (tokens.takeIf("(")) {
            return new Condition.In(value, arguments());
        }
        Operand options = operand(primary());
        return options instanceof Operand.Literal(AttributeValue.L(List<AttributeValue> elements))
                ? new Condition.In(
                        value,
                        elements.stream().<Operand>map(Operand.Literal::new).toList())
                : new Condition.In(value, List.of(options));
    }

    private Condition is(Operand value) {
        Token type = tokens.take();
        if (type.isWord("MISSING")) {
            return Conditions.call(ConditionFunction.ATTRIBUTE_NOT_EXISTS, List.of(value));
        }
        return types(type).stream()
                .map(name -> Conditions.call(
                        ConditionFunction.ATTRIBUTE_TYPE,
                        List.of(value, new Operand.Literal(new AttributeValue.S(name)))))
                .reduce(Condition.Or::new)
                .orElseThrow();
    }

    /// The data type descriptors of a type of PartiQL.
    private static List<String> types(Token type) {
        return switch (type.text().toUpperCase(Locale.ROOT)) {
            case "NULL" -> List.of("NULL");
            case "STRING" -> List.of("S");
            case "BOOL", "BOOLEAN" -> List.of("BOOL");
            case "NUMERIC", "DECIMAL", "INT", "INTEGER", "FLOAT" -> List.of("N");
            case "BLOB" -> List.of("B");
            case "LIST" -> List.of("L");
            case "STRUCT", "TUPLE" -> List.of("M");
            case "BAG" -> List.of("SS", "NS", "BS");
            default -> throw Malformed.unexpected(type);
        };
    }

    private Term primary() {
        if (tokens.takeIf("(")) {
            Term inner = or();
            tokens.require(")");
            return inner;
        }
        if (values.startsHere()) {
            return new Term.Part(new Operand.Literal(values.value()));
        }
        return tokens.peek().kind() == Kind.WORD && tokens.peekSecond().is("(")
                ? function()
                : new Term.Part(new Operand.Path(tokens.path()));
    }

    private Term function() {
        Token name = tokens.take();
        tokens.require("(");
        String word = name.text().toLowerCase(Locale.ROOT);
        Optional<ConditionFunction> function = ConditionFunction.find(word);
        if (function.isEmpty() && !word.equals("size")) {
            throw Malformed.at(name, "Unrecognized function: " + word);
        }
        List<Operand> arguments = arguments();
        return function.<Term>map(found -> new Term.Whole(Conditions.call(found, arguments)))
                .orElseGet(() -> new Term.Part(Conditions.size(arguments)));
    }

    /// Parses operands up to the closing parenthesis.
    private List<Operand> arguments() {
        List<Operand> arguments = new ArrayList<>();
        tokens.enter();
        while (!tokens.takeIf(")")) {
            if (!arguments.isEmpty()) {
                tokens.require(",");
            }
            arguments.add(operand(primary()));
        }
        tokens.leave();
        return arguments;
    }

    private static Operand operand(Term term) {
        return switch (term) {
            case Term.Part(Operand operand) -> operand;
            case Term.Whole _ -> throw Malformed.statement("Unexpected term");
        };
    }

    private static Condition condition(Term term) {
        return switch (term) {
            case Term.Whole(Condition condition) -> condition;
            case Term.Part _ -> throw Malformed.statement("Unexpected term");
        };
    }
}
