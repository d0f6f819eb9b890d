// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.expression.Findings.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Parses conditions
/// ([syntax](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html#Expressions.OperatorsAndFunctions.Syntax)).
final class ConditionParser {
    private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT", "IN", "BETWEEN");
    private static final List<Kind> ORDER =
            List.of(Kind.PARENTHESES, Kind.UNKNOWN_FUNCTION, Kind.MISUSED_FUNCTION, Kind.RESERVED, Kind.CONDITION);

    private final Tokens tokens;
    private final Paths paths;
    private final Placeholders placeholders;
    private final Findings findings = new Findings(ORDER);
    private final ConditionChecks checks = new ConditionChecks(findings);

    private ConditionParser(String text, Placeholders placeholders) {
        this.tokens = new Tokens(text);
        this.placeholders = placeholders;
        this.paths = new Paths(tokens, placeholders, findings, KEYWORDS);
    }

    /// A part of the text that may become a condition or an operand.
    private sealed interface Term {
        record Whole(Condition condition) implements Term {}

        record Part(Operand operand) implements Term {}

        record Function(String name, List<Operand> arguments) implements Term {}

        /// A term in parentheses.
        record Group(Term inner) implements Term {}
    }

    static Condition parse(String text, Placeholders placeholders) {
        ConditionParser parser = new ConditionParser(text, placeholders);
        Condition condition = parser.condition(parser.or());
        parser.tokens.requireEnd();
        parser.tokens.requireFewOperators();
        parser.findings.throwFirst();
        return condition;
    }

    private Term or() {
        tokens.enter();
        Term left = and();
        while (tokens.peek().isWord("OR")) {
            Condition first = condition(left);
            tokens.take();
            tokens.countOperator();
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
            tokens.countOperator();
            left = new Term.Whole(new Condition.And(first, condition(not())));
        }
        return left;
    }

    private Term not() {
        if (!tokens.takeIfWord("NOT")) {
            return comparison();
        }
        tokens.enter();
        tokens.countOperator();
        Term negated = new Term.Whole(new Condition.Not(condition(not())));
        tokens.leave();
        return negated;
    }

    private Term comparison() {
        Term left = primary();
        Optional<Comparator> comparator = Comparator.find(tokens.peek());
        if (comparator.isPresent()) {
            return new Term.Whole(comparison(operand(left), comparator.get()));
        }
        if (tokens.peek().isWord("BETWEEN")) {
            return new Term.Whole(between(operand(left)));
        }
        if (tokens.peek().isWord("IN")) {
            return new Term.Whole(in(operand(left)));
        }
        return left;
    }

    private Condition comparison(Operand left, Comparator comparator) {
        tokens.take();
        tokens.countOperator();
        Operand right = operand(primary());
        checks.distinct(comparator.symbol, List.of(left, right));
        if (comparator != Comparator.EQ && comparator != Comparator.NE) {
            checks.ordered(comparator.symbol, List.of(left, right));
        }
        findings.endCondition();
        return new Condition.Comparison(comparator, left, right);
    }

    private Condition between(Operand value) {
        tokens.take();
        tokens.countOperator();
        Operand low = operand(primary());
        if (!tokens.takeIfWord("AND")) {
            throw tokens.unexpected();
        }
        Operand high = operand(primary());
        checks.ordered("BETWEEN", List.of(value, low, high));
        checks.bounds(low, high);
        findings.endCondition();
        return new Condition.Between(value, low, high);
    }

    private Condition in(Operand value) {
        tokens.take();
        tokens.countOperator();
        tokens.require("(");
        List<Operand> options = arguments();
        findings.endCondition();
        return new Condition.In(value, options);
    }

    private Term primary() {
        if (tokens.takeIf("(")) {
            Term inner = or();
            tokens.require(")");
            if (inner instanceof Term.Group) {
                findings.report(Kind.PARENTHESES, "The expression has redundant parentheses;");
            }
            return continued(new Term.Group(inner));
        }
        Token token = tokens.peek();
        if (token.kind() == Token.Kind.VALUE) {
            tokens.take();
            return new Term.Part(checks.value(token.text(), placeholders));
        }
        if (!paths.startsHere()) {
            throw tokens.unexpected();
        }
        return token.kind() == Token.Kind.WORD && tokens.peekSecond().is("(")
                ? function()
                : new Term.Part(new Operand.Path(paths.path()));
    }

    /// Parses the rest of a path whose beginning was in parentheses: `(a.b)[0]`.
    private Term continued(Term.Group group) {
        return paths.continuesHere() && operand(group) instanceof Operand.Path(var begun)
                ? new Term.Part(new Operand.Path(paths.rest(begun)))
                : group;
    }

    private Term function() {
        String name = tokens.take().text();
        tokens.require("(");
        tokens.enter();
        List<Operand> arguments = arguments();
        tokens.leave();
        tokens.countOperator();
        checks.function(name, arguments);
        return new Term.Function(name, arguments);
    }

    private List<Operand> arguments() {
        List<Operand> arguments = new ArrayList<>();
        do {
            arguments.add(operand(primary()));
        } while (tokens.takeIf(","));
        tokens.require(")");
        return arguments;
    }

    private Operand operand(Term term) {
        return switch (term) {
            case Term.Part(Operand operand) -> operand;
            case Term.Group(Term inner) -> operand(inner);
            case Term.Function(String name, List<Operand> arguments) -> checks.functionAsOperand(name, arguments);
            case Term.Whole _ -> throw tokens.unexpected();
        };
    }

    private Condition condition(Term term) {
        return switch (term) {
            case Term.Whole(Condition condition) -> condition;
            case Term.Group(Term inner) -> condition(inner);
            case Term.Function(String name, List<Operand> arguments) -> checks.functionAsCondition(name, arguments);
            case Term.Part _ -> throw tokens.unexpected();
        };
    }
}
