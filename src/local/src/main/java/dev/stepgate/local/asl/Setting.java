// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// A number, text or other scalar of a state: written down, or computed when the state runs from a path, an
/// intrinsic function or JSONata. A computed value's type is checked only then.
public sealed interface Setting<T> {
    record Fixed<T>(T value) implements Setting<T> {}

    record Computed<T>(PayloadTemplate.Expression expression) implements Setting<T> {}
}
