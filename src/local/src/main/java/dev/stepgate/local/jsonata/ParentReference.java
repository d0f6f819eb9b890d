// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import org.jspecify.annotations.Nullable;

/// A `%`: the number of levels up at which its value has yet to be found, and the variable that keeps the
/// value once it is found.
final class ParentReference {
    private int level = 1;
    private @Nullable String variable;

    int level() {
        return level;
    }

    void up() {
        level--;
    }

    void down() {
        level++;
    }

    void found(String variable) {
        this.variable = variable;
    }

    @Nullable
    String variable() {
        return variable;
    }
}
