// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import org.jspecify.annotations.Nullable;

/// The value that the value of a step was found in. It is kept only when a `%` further on in the expression
/// wants it, which [ParentResolution] finds out while the expression is parsed.
final class Ancestor {
    private @Nullable String variable;

    /// The variable that keeps the value, of a name that no expression can write; made when it is first wanted.
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
