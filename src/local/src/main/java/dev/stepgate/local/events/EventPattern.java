// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import dev.stepgate.local.pattern.CompiledPattern;
import dev.stepgate.local.pattern.InvalidPatternException;

/// An event pattern. Immutable; may be used by any thread.
///
/// @param text as it was given
record EventPattern(String text, CompiledPattern compiled) {

    /// @throws dev.stepgate.local.aws.AwsException InvalidEventPatternException
    static EventPattern parse(String text) {
        try {
            return new EventPattern(text, CompiledPattern.of(text));
        } catch (InvalidPatternException e) {
            throw EventErrors.of(
                    "InvalidEventPatternException", "Event pattern is not valid. Reason: " + e.getMessage());
        }
    }

    /// @param event one JSON object
    boolean matches(String event) {
        return compiled.matches(event);
    }
}
