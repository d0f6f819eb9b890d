// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.asl.run.TakenTransition;
import java.util.Optional;

/// A transition between two nodes of one group.
///
/// @param from an index into the group's nodes
/// @param to an index into the group's nodes
/// @param label uncut; it is wrapped and cut where it is drawn
/// @param route the transition in the definition; absent only for the edge from a start
record Edge(int from, int to, Kind kind, Optional<String> label, Optional<TakenTransition> route) {
    enum Kind {
        START,
        NEXT,
        CHOICE,
        DEFAULT,
        CATCH
    }
}
