// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The variables of a block, a function call or a binding, nested in the frame around it.
final class Frame {
    private final @Nullable Frame outer;
    private final JsonataScope scope;
    private String[] names = {};
    private @Nullable JsonNode[] values = {};
    private int count;

    private Frame(@Nullable Frame outer, JsonataScope scope) {
        this.outer = outer;
        this.scope = scope;
    }

    /// Makes the outermost frame, whose lookups fall back to the scope's variables and then to the built-in
    /// functions.
    static Frame outermost(JsonataScope scope) {
        return new Frame(null, scope);
    }

    static Frame within(Frame outer) {
        return new Frame(outer, outer.scope);
    }

    /// Binds a variable; null hides the outer variable of that name.
    void bind(String name, @Nullable JsonNode value) {
        int at = indexOf(name);
        if (at < 0) {
            at = count++;
            if (at == names.length) {
                names = Arrays.copyOf(names, at + 4);
                values = Arrays.copyOf(values, at + 4);
            }
            names[at] = name;
        }
        values[at] = value;
    }

    @Nullable
    JsonNode lookup(String name) {
        for (Frame frame = this; frame != null; frame = frame.outer) {
            int at = frame.indexOf(name);
            if (at >= 0) {
                return frame.values[at];
            }
        }
        JsonNode variable = scope.variables().get(name);
        return variable == null ? Builtins.of(name) : variable;
    }

    private int indexOf(String name) {
        for (int i = 0; i < count; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
