// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.time.Instant;

/// The time until which a [Wait](https://states-language.net/spec.html#wait-state) waits.
public sealed interface Delay {
    /// `Seconds`, `SecondsPath`
    record Seconds(Setting<Long> seconds) implements Delay {}

    /// `Timestamp`, `TimestampPath`
    record Until(Setting<Instant> timestamp) implements Delay {}
}
