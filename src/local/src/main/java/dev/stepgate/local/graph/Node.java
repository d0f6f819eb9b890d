// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.asl.State;
import java.util.List;

/// One thing that edges connect.
sealed interface Node {
    /// Where a group begins.
    record Start() implements Node {}

    /// Where a group is left, for states that are marked `End`.
    record End() implements Node {}

    /// A state with nothing inside.
    record Single(State state, Caption caption) implements Node {}

    /// A Parallel with its branches, or a Map with its item processor.
    record Container(State state, Caption caption, List<Group> groups) implements Node {
        public Container {
            groups = List.copyOf(groups);
        }
    }
}
