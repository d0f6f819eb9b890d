// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The variables visible to one thread of states: its own, and those of the enclosing states, which it can
/// read but not write
/// ([Variables](https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html)). Immutable.
final class Variables {
    static final Variables NONE = new Variables(Map.of(), null);

    private final Map<String, JsonNode> own;
    private final @Nullable Variables outer;

    private Variables(Map<String, JsonNode> own, @Nullable Variables outer) {
        this.own = own;
        this.outer = outer;
    }

    Optional<JsonNode> get(String name) {
        JsonNode value = own.get(name);
        if (value == null && outer != null) {
            return outer.get(name);
        }
        return Optional.ofNullable(value);
    }

    Variables with(Map<String, JsonNode> assigned) {
        if (assigned.isEmpty()) {
            return this;
        }
        Map<String, JsonNode> all = HashMap.newHashMap(own.size() + assigned.size());
        all.putAll(own);
        all.putAll(assigned);
        return new Variables(all, outer);
    }

    /// The variables with which a branch or an iteration starts.
    Variables inner() {
        return own.isEmpty() && outer == null ? NONE : new Variables(Map.of(), this);
    }

    /// Returns a modifiable map of all visible variables.
    Map<String, JsonNode> visible() {
        Map<String, JsonNode> all = outer == null ? HashMap.newHashMap(own.size() + 1) : outer.visible();
        all.putAll(own);
        return all;
    }
}
