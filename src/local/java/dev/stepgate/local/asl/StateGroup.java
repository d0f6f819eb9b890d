// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// States that pass control among themselves: a machine's, a branch's, or an item processor's. `startAt` and every
/// transition name one of `states`, which keeps the order of the definition.
public record StateGroup(String startAt, Map<String, State> states) {
    public StateGroup {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    }

    public State start() {
        return state(startAt);
    }

    public State state(String name) {
        State state = states.get(name);
        if (state == null) {
            throw new IllegalStateException("No state '" + name + "' among " + states.keySet());
        }
        return state;
    }
}
