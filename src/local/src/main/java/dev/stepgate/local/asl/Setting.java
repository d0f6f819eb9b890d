// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// A number, string or other scalar of a state: either a constant, or computed when the state runs from a
/// path, an intrinsic function or JSONata. The type of a computed value is checked only then.
public sealed interface Setting<T> {
    record Fixed<T>(T value) implements Setting<T> {}

    record Computed<T>(PayloadTemplate.Expression expression) implements Setting<T> {}
}
