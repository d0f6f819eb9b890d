// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

import com.jayway.jsonpath.Predicate;
import com.jayway.jsonpath.internal.filter.Evaluator;
import com.jayway.jsonpath.internal.filter.EvaluatorFactory;
import com.jayway.jsonpath.internal.filter.RelationalOperator;
import com.jayway.jsonpath.internal.filter.ValueNode;
import com.jayway.jsonpath.internal.filter.ValueNodes;
import dev.stepgate.local.evaluation.EvaluationSteps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.regex.Pattern;

/// The operator `=~` of filters, each look at a character a step of the evaluation: the library's own would
/// try the ways in which a pattern may match until it has tried them all.
///
/// Like the library's, it matches a whole text or any text of an array, numbers and truth values by their
/// text, and anything else as an empty text; a list that stands in the filter itself it does not match.
final class RegularExpressions implements Evaluator {
    /// Of a pattern's node.
    private static final VarHandle COMPILED = compiled();

    private RegularExpressions() {}

    private static VarHandle compiled() {
        try {
            return MethodHandles.privateLookupIn(ValueNodes.PatternNode.class, MethodHandles.lookup())
                    .findVarHandle(ValueNodes.PatternNode.class, "compiledPattern", Pattern.class);
        } catch (ReflectiveOperationException e) {
            throw otherVersion(e);
        }
    }

    /// Puts this in the place of the library's evaluator, for which it has no door.
    static void install() {
        try {
            Field field = EvaluatorFactory.class.getDeclaredField("evaluators");
            field.setAccessible(true);
            @SuppressWarnings("unchecked")
            Map<RelationalOperator, Evaluator> evaluators = (Map<RelationalOperator, Evaluator>) field.get(null);
            evaluators.put(RelationalOperator.REGEX, new RegularExpressions());
        } catch (ReflectiveOperationException e) {
            throw otherVersion(e);
        }
    }

    private static IllegalStateException otherVersion(ReflectiveOperationException e) {
        return new IllegalStateException("this version of json-path has other insides", e);
    }

    @Override
    public boolean evaluate(ValueNode left, ValueNode right, Predicate.PredicateContext context) {
        if (left.isPatternNode() == right.isPatternNode()) {
            return false;
        }
        ValueNode value = left.isPatternNode() ? right : left;
        Pattern pattern = (Pattern) COMPILED.get(left.isPatternNode() ? left : right);
        EvaluationSteps steps = ((CountingProvider) context.configuration().jsonProvider()).steps();
        if (value.isValueListNode()) {
            return false;
        }
        if (!value.isJsonNode() || !value.asJsonNode().isArray(context)) {
            return matches(pattern, value, steps);
        }
        ValueNode list = value.asJsonNode().asValueListNode(context);
        if (list.isValueListNode()) {
            for (ValueNode element : list.asValueListNode()) {
                if (matches(pattern, element, steps)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean matches(Pattern pattern, ValueNode value, EvaluationSteps steps) {
        return pattern.matcher(steps.counted(text(value))).matches();
    }

    private static String text(ValueNode value) {
        if (value.isStringNode() || value.isNumberNode()) {
            return value.asStringNode().getString();
        }
        return value.isBooleanNode() ? value.asBooleanNode().toString() : "";
    }
}
