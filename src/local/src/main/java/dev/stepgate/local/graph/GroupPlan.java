// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A group with the sizes and positions of its nodes and labels.
///
/// @param labels of the edges that have one
record GroupPlan(List<NodePlan> nodes, Map<Edge, Label> labels, GroupLayout layout) {

    /// @param depth the number of containers around the group
    static GroupPlan of(Group group, int depth) {
        Map<Edge, Label> labels = new HashMap<>();
        group.edges().forEach(edge -> edge.label().ifPresent(text -> labels.put(edge, Label.of(text))));
        List<NodePlan> nodes = new ArrayList<>();
        for (int i = 0; i < group.nodes().size(); i++) {
            nodes.add(NodePlan.of(group.nodes().get(i), loops(group, i, labels), depth));
        }
        List<Size> sizes = nodes.stream().map(NodePlan::size).toList();
        List<Optional<Size>> labelSizes = group.edges().stream()
                .map(edge -> Optional.ofNullable(labels.get(edge)).map(Label::size))
                .toList();
        return new GroupPlan(nodes, labels, GroupLayout.of(group, sizes, labelSizes));
    }

    /// Returns the edges from a node to itself.
    private static List<NodePlan.Loop> loops(Group group, int node, Map<Edge, Label> labels) {
        return group.edges().stream()
                .filter(edge -> edge.from() == node && edge.to() == node)
                .map(edge -> new NodePlan.Loop(edge, Optional.ofNullable(labels.get(edge))))
                .toList();
    }

    /// @param index of the node in the group
    Node node(int index) {
        return nodes.get(index).node();
    }

    Label label(Edge edge) {
        Label label = labels.get(edge);
        if (label == null) {
            throw new IllegalStateException("An edge without a label has a cell for one");
        }
        return label;
    }
}
