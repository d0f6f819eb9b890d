// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.expression.Findings.Kind;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import java.util.List;
import java.util.Optional;

/// Checks the functions and operands of an update, as far as possible without an item.
final class UpdateChecks {
    private static final String IF_NOT_EXISTS = "if_not_exists";
    private static final String LIST_APPEND = "list_append";
    private static final int OPERANDS = 2;

    private final Findings findings;

    UpdateChecks(Findings findings) {
        this.findings = findings;
    }

    /// Checks the operand of ADD or DELETE.
    void element(String operator, AttributeValue value) {
        Optional<String> type = switch (value) {
            case AttributeValue.S _ -> Optional.of("STRING");
            case AttributeValue.N _ -> Optional.of("NUMBER").filter(_ -> !operator.equals("ADD"));
            case AttributeValue.B _ -> Optional.of("BINARY");
            case AttributeValue.Null _ -> Optional.of("NULL");
            case AttributeValue.Bool _ -> Optional.of("BOOLEAN");
            case AttributeValue.L _ -> Optional.of("LIST");
            case AttributeValue.M _ -> Optional.of("MAP");
            case AttributeValue.SS _, AttributeValue.NS _, AttributeValue.BS _ -> Optional.empty();
        };
        type.ifPresent(wrong -> findings.report(
                Kind.OPERATOR,
                "Incorrect operand type for operator or function; operator: " + operator + ", operand type: " + wrong));
    }

    void arithmetic(String operator, List<UpdateOperand> operands) {
        literals(operator, "N", operands);
    }

    UpdateOperand function(String name, List<UpdateOperand> arguments) {
        if (!name.equals(IF_NOT_EXISTS) && !name.equals(LIST_APPEND)) {
            findings.report(Kind.UNKNOWN_FUNCTION, "Invalid function name; function: " + name);
            return new UpdateOperand.Undefined();
        }
        if (arguments.size() != OPERANDS) {
            findings.report(
                    Kind.FUNCTION,
                    "Incorrect number of operands for operator or function; operator or function: " + name
                            + ", number of operands: " + arguments.size());
            return new UpdateOperand.Undefined();
        }
        return name.equals(LIST_APPEND)
                ? listAppend(arguments)
                : ifNotExists(arguments.getFirst(), arguments.getLast());
    }

    private UpdateOperand listAppend(List<UpdateOperand> arguments) {
        literals(LIST_APPEND, "L", arguments);
        return new UpdateOperand.ListAppend(arguments.getFirst(), arguments.getLast());
    }

    private UpdateOperand ifNotExists(UpdateOperand path, UpdateOperand otherwise) {
        if (path instanceof UpdateOperand.Path(var found)) {
            return new UpdateOperand.IfNotExists(found, otherwise);
        }
        findings.report(
                Kind.FUNCTION, "Operator or function requires a document path; operator or function: " + IF_NOT_EXISTS);
        return new UpdateOperand.Undefined();
    }

    private void literals(String name, String wanted, List<UpdateOperand> operands) {
        for (UpdateOperand operand : operands) {
            if (operand instanceof UpdateOperand.Literal(AttributeValue value)
                    && !value.type().equals(wanted)) {
                findings.report(
                        Kind.FUNCTION,
                        "Incorrect operand type for operator or function; operator or function: " + name
                                + ", operand type: " + value.type());
            }
        }
    }
}
