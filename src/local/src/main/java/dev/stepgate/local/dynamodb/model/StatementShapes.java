// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import static dev.stepgate.local.dynamodb.model.ItemShapes.VALUE;
import static dev.stepgate.local.dynamodb.model.ItemShapes.input;
import static dev.stepgate.local.dynamodb.model.Shape.element;
import static dev.stepgate.local.dynamodb.model.Shape.field;
import static dev.stepgate.local.dynamodb.model.Shape.length;
import static dev.stepgate.local.dynamodb.model.Shape.list;
import static dev.stepgate.local.dynamodb.model.Shape.text;

import dev.stepgate.local.dynamodb.model.Shape.Member;
import dev.stepgate.local.dynamodb.model.Shape.Structure;

/// The inputs of operations on statements of PartiQL.
final class StatementShapes {
    private static final Member STATEMENT =
            field("Statement", text(length(1, 8192))).require();
    private static final Member PARAMETERS = field("Parameters", list(VALUE, new Constraint.Shortest(1)));

    static final Structure EXECUTE_STATEMENT = input(
            ItemShapes.RETURN_CAPACITY,
            STATEMENT,
            PARAMETERS,
            ItemShapes.CONSISTENT,
            ItemShapes.LIMIT,
            field("NextToken", text(length(1, 32768))),
            ItemShapes.RETURN_ON_FAILURE);

    static final Structure BATCH_EXECUTE_STATEMENT = input(
            ItemShapes.RETURN_CAPACITY,
            field(
                            "Statements",
                            list(
                                    element(
                                            "BatchStatementRequest",
                                            STATEMENT,
                                            PARAMETERS,
                                            ItemShapes.CONSISTENT,
                                            ItemShapes.RETURN_ON_FAILURE),
                                    length(1, 25)))
                    .require());

    static final Structure EXECUTE_TRANSACTION = input(
            field("ClientRequestToken", text(length(1, 36))),
            ItemShapes.RETURN_CAPACITY,
            field(
                            "TransactStatements",
                            list(
                                    element(
                                            "ParameterizedStatement",
                                            STATEMENT,
                                            PARAMETERS,
                                            ItemShapes.RETURN_ON_FAILURE),
                                    length(1, 100)))
                    .require());

    private StatementShapes() {}
}
