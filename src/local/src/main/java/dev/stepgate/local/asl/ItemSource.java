// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import dev.stepgate.local.path.PathReference;

/// The source of a Map's items.
public sealed interface ItemSource {
    /// `ItemsPath`, `$` unless the definition says otherwise.
    record Path(PathReference reference) implements ItemSource {}

    /// JSONata's `Items`: an array, or an expression that evaluates to one.
    record Items(PayloadTemplate template) implements ItemSource {}

    /// JSONata without `Items`: the state's input.
    record Input() implements ItemSource {}

    /// `ItemReader`
    record Reader(ItemReader reader) implements ItemSource {}
}
