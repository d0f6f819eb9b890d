// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.partiql;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.DocumentPath.Step;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.partiql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// The words of a statement, read one after another, with the values of its parameters.
final class Tokens {
    private static final int MAX_INDEX_DIGITS = 9;
    private static final int MAX_DEPTH = 300;

    private final List<Token> all;
    private final List<AttributeValue> parameters;
    private int next;
    private int used;
    private int depth;

    Tokens(String source, List<AttributeValue> parameters) {
        this.all = Lexer.tokens(source);
        this.parameters = parameters;
    }

    Token peek() {
        return all.get(next);
    }

    Token peekSecond() {
        return all.get(Math.min(next + 1, all.size() - 1));
    }

    Token take() {
        Token token = all.get(next);
        next = Math.min(next + 1, all.size() - 1);
        return token;
    }

    boolean takeIf(String symbol) {
        return takeIf(peek().is(symbol));
    }

    boolean takeIfWord(String word) {
        return takeIf(peek().isWord(word));
    }

    private boolean takeIf(boolean isWanted) {
        if (isWanted) {
            take();
        }
        return isWanted;
    }

    void require(String symbol) {
        if (!takeIf(symbol)) {
            throw Malformed.unexpected(peek());
        }
    }

    void requireWord(String word) {
        if (!takeIfWord(word)) {
            throw Malformed.statement("Expected " + word);
        }
    }

    /// Goes one level deeper into brackets.
    void enter() {
        depth++;
        if (depth > MAX_DEPTH) {
            throw Malformed.statement("");
        }
    }

    void leave() {
        depth--;
    }

    /// Returns the value of the next parameter.
    AttributeValue parameter() {
        take();
        if (used >= parameters.size()) {
            throw otherParameters();
        }
        return parameters.get(used++);
    }

    /// Requires that nothing is left of the statement, nor of the parameters.
    void requireEnd() {
        if (peek().kind() != Kind.END) {
            throw Malformed.statement("Unexpected token after expression");
        }
        if (used < parameters.size()) {
            throw otherParameters();
        }
    }

    private static AwsException otherParameters() {
        return DynamoDbErrors.validation("Number of parameters in request and statement don't match.");
    }

    /// Takes the path of a value in an item: `address.lines[2]`.
    DocumentPath path() {
        if (!peek().isName()) {
            throw Malformed.unexpected(peek());
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Name(take().text()));
        while (peek().is(".") || peek().is("[")) {
            steps.add(take().is(".") ? member() : index());
        }
        return new DocumentPath(steps);
    }

    private Step member() {
        if (!peek().isName()) {
            throw Malformed.statement("Invalid path dot component");
        }
        return new Step.Name(take().text());
    }

    private Step index() {
        String digits = take().text();
        if (!digits.matches("[0-9]{1," + MAX_INDEX_DIGITS + "}")) {
            throw Malformed.statement("Unexpected term");
        }
        require("]");
        return new Step.Index(Integer.parseInt(digits));
    }
}
