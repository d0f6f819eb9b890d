// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.expression.Findings.Kind;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Parses update expressions
/// ([syntax](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html)).
final class UpdateParser {
    private static final Set<String> SECTIONS = Set.of("SET", "REMOVE", "ADD", "DELETE");
    private static final List<Kind> ORDER = List.of(
            Kind.RESERVED,
            Kind.UNKNOWN_FUNCTION,
            Kind.SECTION,
            Kind.NAME,
            Kind.VALUE,
            Kind.OVERLAP,
            Kind.CONFLICT,
            Kind.OPERATOR,
            Kind.FUNCTION);

    private final Tokens tokens;
    private final Paths paths;
    private final Placeholders placeholders;
    private final Findings findings = new Findings(ORDER);
    private final UpdateChecks checks = new UpdateChecks(findings);
    private final PathChecks pathChecks = new PathChecks(findings);

    private UpdateParser(String text, Placeholders placeholders) {
        this.tokens = new Tokens(text);
        this.placeholders = placeholders;
        this.paths = new Paths(tokens, placeholders, findings, SECTIONS);
    }

    static Update parse(String text, Placeholders placeholders) {
        UpdateParser parser = new UpdateParser(text, placeholders);
        Update update = new Update(parser.sections());
        parser.tokens.requireFewOperators();
        parser.findings.throwFirst();
        return update;
    }

    private List<UpdateAction> sections() {
        List<UpdateAction> actions = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        do {
            String section = tokens.peek().text().toUpperCase(Locale.ROOT);
            if (!SECTIONS.contains(section)) {
                throw tokens.unexpected();
            }
            tokens.take();
            actions.addAll(section(section));
            if (!seen.add(section)) {
                findings.report(
                        Kind.SECTION, "The \"" + section + "\" section can only be used once in an update expression;");
            }
        } while (tokens.peek().kind() != Token.Kind.END);
        return actions;
    }

    private List<UpdateAction> section(String name) {
        return switch (name) {
            case "SET" -> list(this::set);
            case "REMOVE" -> list(() -> new UpdateAction.Remove(changedPath()));
            case "ADD" -> list(() -> new UpdateAction.Add(changedPath(), element(name)));
            case "DELETE" -> list(() -> new UpdateAction.Delete(changedPath(), element(name)));
            default -> throw new IllegalStateException(name);
        };
    }

    private List<UpdateAction> list(Supplier<UpdateAction> action) {
        List<UpdateAction> actions = new ArrayList<>();
        do {
            tokens.countOperator();
            actions.add(action.get());
        } while (tokens.takeIf(","));
        return actions;
    }

    private DocumentPath changedPath() {
        DocumentPath path = paths.path();
        pathChecks.add(path);
        return path;
    }

    private AttributeValue element(String operator) {
        if (tokens.peek().kind() != Token.Kind.VALUE) {
            throw tokens.unexpected();
        }
        Optional<AttributeValue> value = value(tokens.take().text());
        value.ifPresent(found -> checks.element(operator, found));
        return value.orElseGet(AttributeValue.Null::new);
    }

    private UpdateAction set() {
        DocumentPath path = paths.path();
        tokens.require("=");
        UpdateOperand value = setValue();
        pathChecks.add(path);
        return new UpdateAction.Set(path, value);
    }

    private UpdateOperand setValue() {
        UpdateOperand left = operand();
        if (tokens.takeIf("+")) {
            tokens.countOperator();
            UpdateOperand right = operand();
            checks.arithmetic("+", List.of(left, right));
            return new UpdateOperand.Plus(left, right);
        }
        if (tokens.takeIf("-")) {
            tokens.countOperator();
            UpdateOperand right = operand();
            checks.arithmetic("-", List.of(left, right));
            return new UpdateOperand.Minus(left, right);
        }
        return left;
    }

    /// Parses an operand, which in parentheses may be a sum, as may the whole value.
    private UpdateOperand operand() {
        if (tokens.takeIf("(")) {
            tokens.enter();
            UpdateOperand inner = setValue();
            tokens.leave();
            tokens.require(")");
            return inner;
        }
        Token token = tokens.peek();
        if (token.kind() == Token.Kind.VALUE) {
            tokens.take();
            return value(token.text())
                    .<UpdateOperand>map(UpdateOperand.Literal::new)
                    .orElseGet(UpdateOperand.Undefined::new);
        }
        if (!paths.startsHere()) {
            throw tokens.unexpected();
        }
        return token.kind() == Token.Kind.WORD && tokens.peekSecond().is("(")
                ? function()
                : new UpdateOperand.Path(paths.path());
    }

    private UpdateOperand function() {
        String name = tokens.take().text();
        tokens.require("(");
        tokens.countOperator();
        tokens.enter();
        List<UpdateOperand> arguments = new ArrayList<>();
        do {
            arguments.add(operand());
        } while (tokens.takeIf(","));
        tokens.leave();
        tokens.require(")");
        return checks.function(name, arguments);
    }

    private Optional<AttributeValue> value(String placeholder) {
        Optional<AttributeValue> value = placeholders.value(placeholder);
        if (value.isEmpty()) {
            findings.report(
                    Kind.VALUE,
                    "An expression attribute value used in expression is not defined; attribute value: " + placeholder);
        }
        return value;
    }
}
