// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.partiql;

import dev.stepgate.local.dynamodb.expression.Condition;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.partiql.Statement.From;
import dev.stepgate.local.dynamodb.partiql.Statement.Order;
import dev.stepgate.local.dynamodb.partiql.Statement.Returning;
import dev.stepgate.local.dynamodb.partiql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Parses statements.
final class StatementParser {
    private static final Set<String> UNSUPPORTED = Set.of("GROUP", "HAVING", "LIMIT", "OFFSET");

    private final Tokens tokens;
    private final WhereParser where;
    private final ChangeParser changes;

    StatementParser(String text, List<AttributeValue> parameters) {
        tokens = new Tokens(text, parameters);
        where = new WhereParser(tokens);
        changes = new ChangeParser(tokens);
    }

    Statement parse() {
        Statement statement = statement();
        tokens.requireEnd();
        return statement;
    }

    private Statement statement() {
        Token first = tokens.peek();
        String word = first.kind() == Kind.WORD ? first.text().toUpperCase(Locale.ROOT) : "";
        return switch (word) {
            case "SELECT" -> select();
            case "INSERT" -> insert();
            case "UPDATE" -> update();
            case "DELETE" -> delete();
            case "FROM" -> updateFrom();
            case "EXISTS" -> exists();
            default -> throw Malformed.statement("Expected data manipulation");
        };
    }

    private Statement.Select select() {
        tokens.requireWord("SELECT");
        List<DocumentPath> columns = columns();
        tokens.requireWord("FROM");
        From from = fromClause();
        Optional<Condition> condition = condition();
        List<Order> order = order();
        Token next = tokens.peek();
        if (UNSUPPORTED.stream().anyMatch(next::isWord)) {
            throw Malformed.at(next, "Unsupported clause: " + next.text().toUpperCase(Locale.ROOT));
        }
        return new Statement.Select(from, columns, condition, order);
    }

    private List<DocumentPath> columns() {
        if (tokens.takeIf("*")) {
            return List.of();
        }
        List<DocumentPath> columns = new ArrayList<>();
        do {
            Token name = tokens.peek();
            if (name.kind() == Kind.WORD && tokens.peekSecond().is("(")) {
                throw Malformed.at(name, "Unexpected path component");
            }
            columns.add(tokens.path());
        } while (tokens.takeIf(","));
        return columns;
    }

    private List<Order> order() {
        List<Order> order = new ArrayList<>();
        if (tokens.takeIfWord("ORDER")) {
            tokens.requireWord("BY");
            do {
                String attribute = tokens.path().attribute();
                boolean isDescending = tokens.takeIfWord("DESC");
                if (!isDescending) {
                    tokens.takeIfWord("ASC");
                }
                order.add(new Order(attribute, isDescending));
            } while (tokens.takeIf(","));
        }
        return order;
    }

    private Statement insert() {
        tokens.take();
        tokens.requireWord("INTO");
        From from = from();
        if (from.index().isPresent()) {
            throw DynamoDbErrors.validation("FROM clause may only contain a single table name");
        }
        if (!tokens.takeIfWord("VALUE")) {
            throw Malformed.statement(
                    tokens.peek().isName() ? "Unexpected token after expression" : "Unexpected keyword");
        }
        return new Statement.Insert(from, item());
    }

    private Item item() {
        if (tokens.peek().kind() == Kind.PARAMETER && tokens.parameter() instanceof AttributeValue.M(var members)) {
            return Item.of(members);
        }
        tokens.require("{");
        return Item.of(new ValueParser(tokens).attributes());
    }

    private Statement update() {
        tokens.take();
        From from = fromClause();
        if (!tokens.peek().isWord("SET") && !tokens.peek().isWord("REMOVE")) {
            throw Malformed.statement("Expected data manipulation");
        }
        return update(from, Optional.empty());
    }

    /// Parses the form `FROM table WHERE condition SET ...`.
    private Statement updateFrom() {
        tokens.take();
        From from = fromClause();
        return update(from, condition());
    }

    private Statement update(From from, Optional<Condition> before) {
        var update = changes.changes();
        Optional<Condition> condition = before.isPresent() ? before : condition();
        Optional<Returning> returning = returning();
        requireTable(from);
        return new Statement.Update(from, update, condition, returning);
    }

    private Statement delete() {
        tokens.take();
        tokens.requireWord("FROM");
        From from = fromClause();
        Optional<Condition> condition = condition();
        Optional<Returning> returning = returning();
        requireTable(from);
        if (returning.isPresent() && returning.get() != Returning.ALL_OLD) {
            throw DynamoDbErrors.validation("Invalid returning clause: RETURNING "
                    + returning.get().name().replace('_', ' ')
                    + " *. Only RETURNING ALL OLD * is allowed in DELETE statements.");
        }
        return new Statement.Delete(from, condition, returning);
    }

    private static void requireTable(From from) {
        if (from.index().isPresent()) {
            throw DynamoDbErrors.validation("This operation is not supported on an index");
        }
    }

    private Statement exists() {
        tokens.take();
        tokens.require("(");
        Statement.Select select = select();
        tokens.require(")");
        return new Statement.Exists(select);
    }

    private Optional<Condition> condition() {
        return tokens.takeIfWord("WHERE") ? Optional.of(where.condition()) : Optional.empty();
    }

    private Optional<Returning> returning() {
        if (!tokens.takeIfWord("RETURNING")) {
            return Optional.empty();
        }
        String what = tokens.take().text().toUpperCase(Locale.ROOT) + "_"
                + tokens.take().text().toUpperCase(Locale.ROOT);
        tokens.require("*");
        for (Returning returning : Returning.values()) {
            if (returning.name().equals(what)) {
                return Optional.of(returning);
            }
        }
        throw Malformed.statement("Unexpected term");
    }

    /// Parses the table of a statement, which may not have another name in it.
    private From fromClause() {
        From from = from();
        if (tokens.peek().isWord("AS") || tokens.peek().isName()) {
            throw DynamoDbErrors.validation("Aliasing is not supported");
        }
        return from;
    }

    private From from() {
        List<String> names = new ArrayList<>();
        do {
            if (!tokens.peek().isName()) {
                throw Malformed.unexpected(tokens.peek());
            }
            names.add(tokens.take().text());
        } while (tokens.takeIf("."));
        if (names.size() > 2) {
            throw DynamoDbErrors.validation("A path may contain at most 2 components in the FROM clause");
        }
        if (names.contains("")) {
            throw DynamoDbErrors.validation("Path component cannot be an empty string");
        }
        return new From(names.getFirst(), names.stream().skip(1).findFirst());
    }
}
