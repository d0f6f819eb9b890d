// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.pattern;

import java.io.IOException;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/// A pattern, matched by [Event Ruler](https://github.com/aws/event-ruler), the library of EventBridge and SNS
/// themselves. Immutable; may be used by any thread.
public final class CompiledPattern {
    private static final String RULE = "pattern";

    private final Machine machine;

    private CompiledPattern(Machine machine) {
        this.machine = machine;
    }

    /// @param text a JSON object
    public static CompiledPattern of(String text) throws InvalidPatternException {
        Combinations.require(text);
        String problem = JsonRuleCompiler.check(text);
        if (problem != null) {
            throw new InvalidPatternException(problem);
        }
        Machine machine = Machine.builder().build();
        try {
            machine.addRule(RULE, text);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidPatternException(String.valueOf(e.getMessage()));
        } catch (NullPointerException _) { // an empty list inside anything-but, which the check lets pass
            throw new InvalidPatternException("Empty arrays are not allowed");
        }
        return new CompiledPattern(machine);
    }

    /// @param object as JSON
    public boolean matches(String object) {
        try {
            return !machine.rulesForJSONEvent(object).isEmpty();
        } catch (Exception e) {
            throw new IllegalStateException("This cannot be matched: " + object, e);
        }
    }
}
