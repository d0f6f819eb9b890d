// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.dynamodb.Write.Action;
import dev.stepgate.local.dynamodb.expression.Condition;
import dev.stepgate.local.dynamodb.expression.ConditionFunction;
import dev.stepgate.local.dynamodb.expression.Operand;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.KeySchema;
import dev.stepgate.local.dynamodb.partiql.Statement;
import java.util.List;
import java.util.Optional;

/// Turns statements that write into the writes that other operations make too.
final class StatementWrites {
    private StatementWrites() {}

    /// Throws a ValidationException when a WHERE clause does not name one item by its key.
    static Write of(Statement statement, Table table, Write.OnFailure failure) {
        return switch (statement) {
            case Statement.Insert insert -> Write.insert(table.name(), insert.item());
            case Statement.Update update -> update(update, table, failure);
            case Statement.Delete delete -> delete(delete, table, failure);
            case Statement.Exists(Statement.Select select) -> check(select, table, failure);
            case Statement.Select _ -> throw new IllegalArgumentException("a SELECT writes nothing");
        };
    }

    /// An update of an item that must be there.
    private static Write update(Statement.Update update, Table table, Write.OnFailure failure) {
        WhereKeys.KeyAndRest where = key(update.where(), table.key());
        return new Write(
                table.name(),
                new Action.Change(where.key(), update.changes()),
                new Condition.And(item(table.key(), ConditionFunction.ATTRIBUTE_EXISTS), where.rest()),
                failure);
    }

    /// A deletion, which is done without one when there is no item.
    private static Write delete(Statement.Delete delete, Table table, Write.OnFailure failure) {
        WhereKeys.KeyAndRest where = key(delete.where(), table.key());
        return new Write(
                table.name(),
                new Action.Delete(where.key()),
                new Condition.Or(item(table.key(), ConditionFunction.ATTRIBUTE_NOT_EXISTS), where.rest()),
                failure);
    }

    private static WhereKeys.KeyAndRest key(Optional<Condition> where, KeySchema key) {
        return WhereKeys.of(where)
                .key(key)
                .orElseThrow(() -> DynamoDbErrors.validation(
                        "Where clause does not contain a mandatory equality on all key attributes"));
    }

    private static Write check(Statement.Select select, Table table, Write.OnFailure failure) {
        if (select.from().index().isPresent()) {
            throw DynamoDbErrors.validation("Operations on indices are not supported in transactions");
        }
        WhereKeys.KeyAndRest where = WhereKeys.of(select.where())
                .key(table.key())
                .filter(found -> !(found.rest() instanceof Condition.Always))
                .orElseThrow(() -> DynamoDbErrors.validation(
                        "EXISTS() must contain a single item read with additional condition"));
        return new Write(table.name(), new Action.Check(where.key()), where.rest(), failure);
    }

    /// A condition that there is an item, or that there is none.
    private static Condition item(KeySchema key, ConditionFunction function) {
        DocumentPath path = DocumentPath.attribute(key.partition().name());
        return new Condition.Call(function, List.of(new Operand.Path(path)));
    }
}
