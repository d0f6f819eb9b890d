// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.asl.State;
import java.util.List;

/// A thing that edges connect.
sealed interface Node {
    /// The start of a group.
    record Start() implements Node {}

    /// The end of a group, for states with `End`.
    record End() implements Node {}

    /// A state that contains no others.
    record Single(State state, Caption caption) implements Node {}

    /// A Parallel with its branches, or a Map with its item processor.
    record Container(State state, Caption caption, List<Group> groups) implements Node {
        public Container {
            groups = List.copyOf(groups);
        }
    }
}
