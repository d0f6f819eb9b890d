// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.expression.Findings.Kind;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.ValueOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks functions and operands, as far as possible without an item.
final class ConditionChecks {
    private static final String SIZE = "size";
    private static final Set<String> TYPES = Set.of("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M");
    private static final Set<String> ORDERED = Set.of("S", "N", "B");
    private static final Set<String> WITHOUT_SIZE = Set.of("N", "BOOL", "NULL");

    private final Findings findings;

    ConditionChecks(Findings findings) {
        this.findings = findings;
    }

    Operand value(String placeholder, Placeholders placeholders) {
        Optional<AttributeValue> value = placeholders.value(placeholder);
        if (value.isEmpty()) {
            findings.report(
                    Kind.NAME,
                    "An expression attribute value used in expression is not defined; attribute value: " + placeholder);
            return new Operand.Undefined();
        }
        return new Operand.Literal(value.get());
    }

    void function(String name, List<Operand> arguments) {
        Optional<ConditionFunction> known = ConditionFunction.find(name);
        if (known.isEmpty() && !name.equals(SIZE)) {
            findings.report(Kind.UNKNOWN_FUNCTION, "Invalid function name; function: " + name);
            return;
        }
        int wanted = known.map(function -> function.operands).orElse(1);
        if (wanted != arguments.size()) {
            findings.report(
                    Kind.OPERAND,
                    "Incorrect number of operands for operator or function; operator or function: " + name
                            + ", number of operands: " + arguments.size());
            return;
        }
        distinct(name, arguments);
        known.ifPresentOrElse(function -> operands(function, arguments), () -> sized(arguments.getFirst()));
    }

    private void operands(ConditionFunction function, List<Operand> arguments) {
        switch (function) {
            case ATTRIBUTE_EXISTS, ATTRIBUTE_NOT_EXISTS -> path(function, arguments.getFirst());
            case ATTRIBUTE_TYPE -> typeName(arguments.get(1));
            case BEGINS_WITH ->
                arguments.forEach(argument -> argument.type()
                        .filter(type -> !type.equals("S") && !type.equals("B"))
                        .ifPresent(type -> incorrectType(function.word(), type)));
            case CONTAINS -> {
                // any value may be contained
            }
        }
    }

    private void path(ConditionFunction function, Operand argument) {
        if (!(argument instanceof Operand.Path)) {
            findings.report(
                    Kind.FUNCTION,
                    "Operator or function requires a document path; operator or function: " + function.word());
        }
    }

    private void typeName(Operand argument) {
        if (!(argument instanceof Operand.Literal(AttributeValue.S(String type)))) {
            String found = argument.type().orElse("{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
            incorrectType(ConditionFunction.ATTRIBUTE_TYPE.word(), found);
        } else if (!TYPES.contains(type)) {
            findings.report(
                    Kind.FUNCTION,
                    "Invalid attribute type name found; type: " + type
                            + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
        }
    }

    private void sized(Operand argument) {
        argument.type().filter(WITHOUT_SIZE::contains).ifPresent(type -> incorrectType(SIZE, type));
    }

    private void incorrectType(String name, String type) {
        findings.report(
                Kind.FUNCTION,
                "Incorrect operand type for operator or function; operator or function: " + name + ", operand type: "
                        + type);
    }

    void distinct(String name, List<Operand> operands) {
        if (operands.size() == 2
                && operands.getFirst() instanceof Operand.Path(DocumentPath first)
                && operands.getLast() instanceof Operand.Path(DocumentPath second)
                && first.equals(second)) {
            findings.report(
                    Kind.DISTINCT,
                    "The first operand must be distinct from the remaining operands for this operator or function;"
                            + " operator: " + name + ", first operand: " + first);
        }
    }

    /// Requires that operands compared by order have one.
    void ordered(String name, List<Operand> operands) {
        operands.stream()
                .flatMap(operand -> operand.type().stream())
                .filter(type -> !ORDERED.contains(type))
                .findFirst()
                .ifPresent(type -> incorrectType(name, type));
    }

    void bounds(Operand low, Operand high) {
        if (low instanceof Operand.Literal(AttributeValue lower)
                && high instanceof Operand.Literal(AttributeValue upper)) {
            if (!lower.type().equals(upper.type())) {
                bounds("requires same data type for lower and upper bounds", lower, upper);
            } else if (ValueOrder.compare(lower, upper).orElse(0) > 0) {
                bounds("requires upper bound to be greater than or equal to lower bound", lower, upper);
            }
        }
    }

    private void bounds(String rule, AttributeValue lower, AttributeValue upper) {
        findings.report(
                Kind.FUNCTION,
                "The BETWEEN operator " + rule + "; lower bound operand: AttributeValue: " + text(lower)
                        + ", upper bound operand: AttributeValue: " + text(upper));
    }

    private static String text(AttributeValue value) {
        String content = value.toJson().path(value.type()).asText();
        return "{" + value.type() + ":" + content + "}";
    }

    Operand functionAsOperand(String name, List<Operand> arguments) {
        if (name.equals(SIZE) && arguments.size() == 1) {
            return new Operand.Size(arguments.getFirst());
        }
        if (!name.equals(SIZE)) {
            misused(name);
        }
        return new Operand.Undefined();
    }

    Condition functionAsCondition(String name, List<Operand> arguments) {
        findings.endCondition();
        Optional<ConditionFunction> known = ConditionFunction.find(name);
        if (known.isEmpty()) {
            misused(name);
            return new Condition.Always();
        }
        return new Condition.Call(known.get(), arguments);
    }

    private void misused(String name) {
        findings.report(
                Kind.MISUSED_FUNCTION,
                "The function is not allowed to be used this way in an expression; function: " + name);
    }
}
