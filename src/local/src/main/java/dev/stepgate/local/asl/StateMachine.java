// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.time.Duration;
import java.util.Optional;

/// A checked definition.
///
/// @param timeout the `TimeoutSeconds` of the whole execution
/// @param isBrief whether an execution waits for nothing, and takes less time than handing it to another thread
public record StateMachine(
        Optional<String> comment,
        QueryLanguage queryLanguage,
        Optional<Duration> timeout,
        StateGroup states,
        boolean isBrief) {

    public StateMachine(
            Optional<String> comment, QueryLanguage queryLanguage, Optional<Duration> timeout, StateGroup states) {
        this(comment, queryLanguage, timeout, states, BriefStates.are(states));
    }
}
