// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import org.jspecify.annotations.Nullable;

/// The parent of a step's value. It is kept only when a later `%` in the expression needs it, which
/// [ParentResolution] finds out during parsing.
final class Ancestor {
    private @Nullable String variable;

    /// Returns the variable that keeps the value, under a name that no expression can contain; made on first
    /// use.
    String want(int number) {
        String known = variable;
        if (known == null) {
            known = "!" + number;
            variable = known;
        }
        return known;
    }

    boolean isWanted() {
        return variable != null;
    }

    @Nullable
    String variable() {
        return variable;
    }
}
