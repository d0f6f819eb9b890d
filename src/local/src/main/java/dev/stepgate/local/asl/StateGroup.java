// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// States that pass control among themselves: a machine's, a branch's, or an item processor's. `startAt` and
/// every transition name one of `states`, which keeps the order of the definition.
public record StateGroup(String startAt, Map<String, State> states) {
    public StateGroup {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    }

    public State start() {
        return state(startAt);
    }

    /// All states of this group and of the groups inside them, in the order of the definition.
    public Stream<State> atEveryDepth() {
        return states.values().stream().flatMap(state -> Stream.concat(Stream.of(state), inside(state)));
    }

    private static Stream<State> inside(State state) {
        return switch (state) {
            case State.Map map -> map.iteration().processor().states().atEveryDepth();
            case State.Parallel parallel -> parallel.branches().stream().flatMap(StateGroup::atEveryDepth);
            case State.Task _, State.Pass _, State.Choice _, State.Wait _, State.Succeed _, State.Fail _ ->
                Stream.empty();
        };
    }

    public State state(String name) {
        State state = states.get(name);
        if (state == null) {
            throw new IllegalStateException("No state '" + name + "' among " + states.keySet());
        }
        return state;
    }
}
