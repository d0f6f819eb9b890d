// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.expression.Findings.Kind;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.DocumentPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Parses document paths, and the placeholders of values.
final class Paths {
    private static final int MAX_STEPS = 32;
    private static final int MAX_INDEX_DIGITS = 9;

    private final Tokens tokens;
    private final Placeholders placeholders;
    private final Findings findings;
    private final Set<String> keywords;

    /// @param keywords in capitals; they are not names
    Paths(Tokens tokens, Placeholders placeholders, Findings findings, Set<String> keywords) {
        this.tokens = tokens;
        this.placeholders = placeholders;
        this.findings = findings;
        this.keywords = keywords;
    }

    /// Returns true when a path may begin here.
    boolean startsHere() {
        return isName(tokens.peek());
    }

    private boolean isName(Token token) {
        return token.kind() == Token.Kind.NAME
                || token.kind() == Token.Kind.WORD && keywords.stream().noneMatch(token::isWord);
    }

    DocumentPath path() {
        List<Step> steps = new ArrayList<>();
        steps.add(name());
        return rest(steps);
    }

    /// Parses the rest of a path whose first steps were in parentheses.
    DocumentPath rest(DocumentPath begun) {
        return rest(new ArrayList<>(begun.steps()));
    }

    private DocumentPath rest(List<Step> steps) {
        while (continuesHere()) {
            if (tokens.takeIf(".")) {
                steps.add(name());
            } else {
                tokens.require("[");
                steps.add(index());
                tokens.require("]");
            }
        }
        if (steps.size() > MAX_STEPS) {
            throw new ExpressionException(
                    "The document path has too many nesting elements; nesting level: " + steps.size());
        }
        return new DocumentPath(steps);
    }

    boolean continuesHere() {
        return tokens.peek().is("[") || tokens.peek().is(".");
    }

    private Step name() {
        if (!isName(tokens.peek())) {
            throw tokens.unexpected();
        }
        Token token = tokens.take();
        if (token.kind() == Token.Kind.WORD) {
            if (ReservedWords.contains(token.text())) {
                findings.report(
                        Kind.RESERVED, "Attribute name is a reserved keyword; reserved keyword: " + token.text());
            }
            return new Step.Name(token.text());
        }
        return new Step.Name(placeholders.name(token.text()).orElseGet(() -> {
            findings.report(
                    Kind.NAME,
                    "An expression attribute name used in the document path is not defined; attribute name: "
                            + token.text());
            return token.text();
        }));
    }

    private Step index() {
        if (tokens.peek().kind() != Token.Kind.INTEGER) {
            throw tokens.unexpected();
        }
        String digits = tokens.take().text();
        if (digits.length() > MAX_INDEX_DIGITS) {
            throw new ExpressionException("List index is not within the allowable range; index: [" + digits + "]");
        }
        return new Step.Index(Integer.parseInt(digits));
    }
}
