// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.asl.StateMachine;
import java.util.Optional;

/// A state machine as nodes and edges, ready to be drawn by [Svg]. Immutable.
public final class Graph {
    private final Optional<String> comment;
    private final Group root;

    private Graph(Optional<String> comment, Group root) {
        this.comment = comment;
        this.root = root;
    }

    public static Graph of(StateMachine machine) {
        return new Graph(machine.comment(), GraphReader.read(machine.states()));
    }

    Optional<String> comment() {
        return comment;
    }

    Group root() {
        return root;
    }
}
