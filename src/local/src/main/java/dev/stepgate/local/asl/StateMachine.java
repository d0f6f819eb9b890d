// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.time.Duration;
import java.util.Optional;

/// A checked definition. `timeout` is the `TimeoutSeconds` of the whole execution.
public record StateMachine(
        Optional<String> comment, QueryLanguage queryLanguage, Optional<Duration> timeout, StateGroup states) {}
