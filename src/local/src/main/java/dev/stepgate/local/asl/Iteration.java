// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.Optional;

/// The work of a [Map](https://states-language.net/spec.html#map-state). `selector` makes each item's input
/// (`ItemSelector`, or the older `Parameters`); a `maxConcurrency` of 0 means no limit.
public record Iteration(
        ItemSource items,
        Optional<PayloadTemplate> selector,
        ItemProcessor processor,
        Setting<Long> maxConcurrency,
        Distribution distribution) {}
