// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.partiql;

import dev.stepgate.local.dynamodb.expression.Update;
import dev.stepgate.local.dynamodb.expression.UpdateAction;
import dev.stepgate.local.dynamodb.expression.UpdateOperand;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.partiql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Parses the SET and REMOVE clauses of an UPDATE
/// ([syntax](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.update.html)).
final class ChangeParser {
    private static final String SET_ADD = "SET_ADD";
    private static final String SET_DELETE = "SET_DELETE";

    private final Tokens tokens;
    private final ValueParser values;

    ChangeParser(Tokens tokens) {
        this.tokens = tokens;
        this.values = new ValueParser(tokens);
    }

    Update changes() {
        List<UpdateAction> actions = new ArrayList<>();
        do {
            if (tokens.takeIfWord("SET")) {
                do {
                    actions.add(set());
                } while (tokens.takeIf(","));
            } else {
                tokens.requireWord("REMOVE");
                actions.add(new UpdateAction.Remove(tokens.path()));
            }
        } while (tokens.peek().isWord("SET") || tokens.peek().isWord("REMOVE"));
        return Update.checked(actions);
    }

    private UpdateAction set() {
        DocumentPath path = tokens.path();
        tokens.require("=");
        Token function = tokens.peek();
        if (tokens.peekSecond().is("(") && isOfSets(function)) {
            return setFunction(path, function);
        }
        return new UpdateAction.Set(path, sum());
    }

    private static boolean isOfSets(Token function) {
        return function.isWord(SET_ADD) || function.isWord(SET_DELETE);
    }

    /// Parses `set_add(path, <<...>>)` or `set_delete(...)`, which change the attribute that they name.
    private UpdateAction setFunction(DocumentPath path, Token function) {
        String name = function.text().toUpperCase(Locale.ROOT);
        List<Token> places = new ArrayList<>();
        List<UpdateOperand> arguments = arguments(places);
        if (arguments.size() != 2) {
            throw Malformed.at(function, name + " must have exactly two arguments");
        }
        if (!arguments.getFirst().equals(new UpdateOperand.Path(path))) {
            throw Malformed.at(function, "The first argument to " + name + " must equal the assignment value");
        }
        if (arguments.getLast() instanceof UpdateOperand.Literal(AttributeValue value) && isSet(value)) {
            return name.equals(SET_ADD) ? new UpdateAction.Add(path, value) : new UpdateAction.Delete(path, value);
        }
        throw Malformed.at(places.getFirst(), "The second argument to " + name + " must be a value with type SET");
    }

    private static boolean isSet(AttributeValue value) {
        return value instanceof AttributeValue.SS
                || value instanceof AttributeValue.NS
                || value instanceof AttributeValue.BS;
    }

    private UpdateOperand sum() {
        UpdateOperand left = operand();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            boolean isPlus = tokens.take().is("+");
            UpdateOperand right = operand();
            left = isPlus ? new UpdateOperand.Plus(left, right) : new UpdateOperand.Minus(left, right);
        }
        return left;
    }

    private UpdateOperand operand() {
        if (tokens.takeIf("(")) {
            tokens.enter();
            UpdateOperand inner = sum();
            tokens.leave();
            tokens.require(")");
            return inner;
        }
        if (values.startsHere()) {
            return new UpdateOperand.Literal(values.value());
        }
        return tokens.peek().kind() == Kind.WORD && tokens.peekSecond().is("(")
                ? listAppend()
                : new UpdateOperand.Path(tokens.path());
    }

    private UpdateOperand listAppend() {
        Token function = tokens.peek();
        if (!function.isWord("LIST_APPEND")) {
            throw Malformed.at(
                    function, "Unrecognized function: " + function.text().toLowerCase(Locale.ROOT));
        }
        List<UpdateOperand> arguments = arguments(new ArrayList<>());
        if (arguments.size() != 2) {
            throw Malformed.at(function, "LIST_APPEND must have exactly two arguments");
        }
        return new UpdateOperand.ListAppend(arguments.getFirst(), arguments.getLast());
    }

    /// Parses the arguments of a function from its name on.
    ///
    /// @param places becomes the first words of the arguments
    private List<UpdateOperand> arguments(List<Token> places) {
        tokens.take();
        tokens.require("(");
        tokens.enter();
        List<UpdateOperand> arguments = new ArrayList<>();
        while (!tokens.takeIf(")")) {
            if (!arguments.isEmpty()) {
                tokens.require(",");
            }
            places.add(tokens.peek());
            arguments.add(sum());
        }
        tokens.leave();
        return arguments;
    }
}
