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

/// The operator `=~` of filters, in which each look at a character is a step of the evaluation. The library's
/// own would try all the ways in which a pattern may match.
///
/// Like the library's, it matches a whole string or any string of an array, treats numbers and booleans as
/// their text and anything else as an empty string, and does not match a list that is written in the filter
/// itself.
final class RegularExpressions implements Evaluator {
    /// The compiled pattern in a pattern's node.
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

    /// Replaces the library's evaluator, for which it offers no interface.
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
        return anyMatches(pattern, value.asJsonNode().asValueListNode(context), steps);
    }

    private static boolean anyMatches(Pattern pattern, ValueNode list, EvaluationSteps steps) {
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
