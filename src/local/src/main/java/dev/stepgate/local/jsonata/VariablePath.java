// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The commonest expression, `$states.input.order.id`: a variable and member names. As long as it leads through
/// objects only, it means what a lookup means, and needs no engine.
record VariablePath(String variable, List<String> names) {
    private static final Pattern FORM =
            Pattern.compile("\\s*\\$[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*\\s*");
    private static final Set<String> WORDS = Set.of("and", "or", "in", "true", "false", "null", "function");

    VariablePath {
        names = List.copyOf(names);
    }

    static Optional<VariablePath> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        List<String> parts = List.of(text.strip().substring(1).split("\\."));
        List<String> names = parts.subList(1, parts.size());
        return names.stream().anyMatch(WORDS::contains)
                ? Optional.empty()
                : Optional.of(new VariablePath(parts.getFirst(), names));
    }

    /// Null where the path names nothing, or leads through an array and so means more than a lookup.
    @Nullable
    JsonNode lookup(Map<String, JsonNode> variables) {
        JsonNode node = variables.get(variable);
        for (int i = 0; i < names.size() && node != null; i++) {
            node = node.get(names.get(i));
        }
        return node;
    }
}
