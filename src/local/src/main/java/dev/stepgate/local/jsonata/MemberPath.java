// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.jsonata.Expression.Path;
import dev.stepgate.local.jsonata.Expression.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The most common expression, such as `$states.input.order.id`: a variable and member names. As long as it
/// leads through objects it is a plain lookup, and needs no evaluator.
record MemberPath(String variable, List<String> names) {

    static Optional<MemberPath> of(Expression expression) {
        if (!(expression instanceof Path path)
                || path.group().isPresent()
                || path.keepsArray()
                || !path.steps().equals(plain(path.steps()))
                || !(path.steps().getFirst().expression() instanceof Expression.Variable variable)
                || !path.steps().stream().skip(1).allMatch(step -> step.expression() instanceof Expression.Name)) {
            return Optional.empty();
        }
        return Optional.of(new MemberPath(
                variable.name(),
                path.steps().stream()
                        .skip(1)
                        .map(step -> ((Expression.Name) step.expression()).name())
                        .toList()));
    }

    private static List<Step> plain(List<Step> steps) {
        return steps.stream().map(step -> new Step(step.expression())).toList();
    }

    /// Returns the value; null where the path names nothing, or leads through an array and so is more than a
    /// lookup.
    @Nullable
    JsonNode lookup(Map<String, JsonNode> variables) {
        JsonNode node = variables.get(variable);
        for (int i = 0; i < names.size() && node != null; i++) {
            node = node.get(names.get(i));
        }
        return node;
    }
}
