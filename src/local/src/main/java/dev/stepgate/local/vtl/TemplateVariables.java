// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.util.HashMap;
import java.util.Map;
import org.apache.velocity.context.AbstractContext;
import org.apache.velocity.runtime.directive.ForeachScope;
import org.jspecify.annotations.Nullable;

/// The variables of one rendering. Every assignment is counted, and so is each step of a loop, so that every
/// rendering ends.
final class TemplateVariables extends AbstractContext {
    private static final int MAX_ASSIGNMENTS = 1_000_000;

    private final Map<String, Object> values = new HashMap<>();
    private final Rendering rendering;
    private int assignments;

    TemplateVariables(Rendering rendering) {
        this.rendering = rendering;
    }

    void set(String name, Object value) {
        values.put(name, value);
    }

    @Override
    public @Nullable Object internalGet(String name) {
        rendering.step();
        Object value = values.get(name);
        return value == null ? loop(name) : value;
    }

    /// Returns `$velocityCount` or `$velocityHasNext` of Velocity 1.7.
    private @Nullable Object loop(String name) {
        if (values.get("foreach") instanceof ForeachScope scope) {
            return switch (name) {
                case "velocityCount" -> scope.getCount();
                case "velocityHasNext" -> scope.hasNext();
                default -> null;
            };
        }
        return null;
    }

    @Override
    public @Nullable Object internalPut(String name, @Nullable Object value) {
        if (++assignments > MAX_ASSIGNMENTS) {
            throw new MappingTemplateException("more than " + MAX_ASSIGNMENTS + " assignments and loop steps");
        }
        rendering.step();
        if (value instanceof String text) {
            rendering.made(text);
        }
        return value == null ? values.remove(name) : values.put(name, value);
    }

    @Override
    public boolean internalContainsKey(String name) {
        return values.containsKey(name);
    }

    @Override
    public String[] internalGetKeys() {
        return values.keySet().toArray(String[]::new);
    }

    @Override
    public @Nullable Object internalRemove(String name) {
        rendering.step();
        return values.remove(name);
    }
}
