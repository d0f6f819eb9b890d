// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import java.util.List;

/// A condition on one attribute, as in the legacy parameters and in key conditions.
///
/// @param values as many as the operator takes
public record AttributeCondition(ComparisonOperator operator, List<AttributeValue> values) {

    public AttributeCondition {
        values = List.copyOf(values);
    }

    /// Returns the condition as part of an expression.
    public Condition on(String attribute) {
        Operand.Path path = new Operand.Path(DocumentPath.attribute(attribute));
        return switch (operator) {
            case EQ -> compare(path, Comparator.EQ);
            case NE -> compare(path, Comparator.NE);
            case LE -> compare(path, Comparator.LE);
            case LT -> compare(path, Comparator.LT);
            case GE -> compare(path, Comparator.GE);
            case GT -> compare(path, Comparator.GT);
            case CONTAINS -> call(ConditionFunction.CONTAINS, path);
            case NOT_CONTAINS -> new Condition.Not(call(ConditionFunction.CONTAINS, path));
            case BEGINS_WITH -> call(ConditionFunction.BEGINS_WITH, path);
            case NULL -> new Condition.Call(ConditionFunction.ATTRIBUTE_NOT_EXISTS, List.of(path));
            case NOT_NULL -> new Condition.Call(ConditionFunction.ATTRIBUTE_EXISTS, List.of(path));
            case IN ->
                new Condition.In(
                        path, values.stream().<Operand>map(Operand.Literal::new).toList());
            case BETWEEN -> new Condition.Between(path, literal(0), literal(1));
        };
    }

    private Condition compare(Operand path, Comparator comparator) {
        return new Condition.Comparison(comparator, path, literal(0));
    }

    private Condition call(ConditionFunction function, Operand path) {
        return new Condition.Call(function, List.of(path, literal(0)));
    }

    private Operand literal(int at) {
        return new Operand.Literal(values.get(at));
    }
}
