// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import java.io.IOException;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/// An event pattern, matched by the library that EventBridge itself uses. Immutable; may be used by any thread.
///
/// @param text as it was given
record EventPattern(String text, Machine machine) {

    /// @throws dev.stepgate.local.aws.AwsException InvalidEventPatternException
    static EventPattern parse(String text) {
        String problem = JsonRuleCompiler.check(text);
        if (problem != null) {
            throw invalid(problem);
        }
        Machine machine = Machine.builder().build();
        try {
            machine.addRule("rule", text);
        } catch (IOException | IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
        return new EventPattern(text, machine);
    }

    /// @param event one JSON object
    boolean matches(String event) {
        try {
            return !machine.rulesForJSONEvent(event).isEmpty();
        } catch (Exception e) {
            throw new IllegalStateException("An event that cannot be matched: " + event, e);
        }
    }

    private static RuntimeException invalid(String problem) {
        return EventErrors.of("InvalidEventPatternException", "Event pattern is not valid. Reason: " + problem);
    }
}
