// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.List;

/// States that pass control among themselves, as in a machine, a branch or an item processor. The first node
/// is the start. No edge leads out of a group.
record Group(List<Node> nodes, List<Edge> edges) {
    Group {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }
}
