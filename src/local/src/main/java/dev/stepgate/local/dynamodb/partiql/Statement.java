// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.partiql;

import dev.stepgate.local.dynamodb.expression.Condition;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.Item;
import java.util.List;
import java.util.Optional;

/// A statement of PartiQL with the values of its parameters
/// ([reference](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.statements.html)).
/// Made by operations from their input, before any table is known; immutable.
public sealed interface Statement {

    /// The table, or the index, that a statement names.
    record From(String table, Optional<String> index) {}

    /// The data type of a key decides the order.
    record Order(String attribute, boolean isDescending) {}

    /// What a write shows: all of the item or what was changed, before or after the change.
    enum Returning {
        ALL_OLD,
        MODIFIED_OLD,
        ALL_NEW,
        MODIFIED_NEW
    }

    From from();

    /// @param columns empty for everything
    record Select(From from, List<DocumentPath> columns, Optional<Condition> where, List<Order> order)
            implements Statement {
        public Select {
            columns = List.copyOf(columns);
            order = List.copyOf(order);
        }
    }

    record Insert(From from, Item item) implements Statement {}

    record Update(
            From from,
            dev.stepgate.local.dynamodb.expression.Update changes,
            Optional<Condition> where,
            Optional<Returning> returning)
            implements Statement {}

    record Delete(From from, Optional<Condition> where, Optional<Returning> returning) implements Statement {}

    /// The condition of a transaction that an item exists and is as the WHERE clause says.
    record Exists(Select select) implements Statement {
        @Override
        public From from() {
            return select.from();
        }
    }

    /// Returns true when the statement changes nothing.
    default boolean isRead() {
        return switch (this) {
            case Select _ -> true;
            case Insert _, Update _, Delete _, Exists _ -> false;
        };
    }

    /// What the statement returns; empty unless it says so.
    default Optional<Returning> returned() {
        return switch (this) {
            case Update update -> update.returning();
            case Delete delete -> delete.returning();
            case Select _, Insert _, Exists _ -> Optional.empty();
        };
    }

    /// Parses a statement; throws a ValidationException in the service's words.
    ///
    /// @param parameters the values of its question marks
    static Statement parse(String text, List<AttributeValue> parameters) {
        return new StatementParser(text, parameters).parse();
    }
}
