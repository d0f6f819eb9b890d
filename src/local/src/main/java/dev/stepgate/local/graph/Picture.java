// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A graph with a place for everything in it, in pixels from the upper left corner.
///
/// @param nodes a container comes before its contents
record Picture(Size size, List<PlacedNode> nodes, List<Region> regions, List<PlacedEdge> edges) {
    Picture {
        nodes = List.copyOf(nodes);
        regions = List.copyOf(regions);
        edges = List.copyOf(edges);
    }

    /// The group to which a part belongs, given by the names and branches of the containers around it,
    /// outermost first.
    record Scope(List<String> path) {
        static final Scope ROOT = new Scope(List.of());

        Scope {
            path = List.copyOf(path);
        }

        Scope inside(String container, int branch) {
            List<String> longer = new ArrayList<>(path);
            longer.add(container + "[" + branch + "]");
            return new Scope(longer);
        }
    }

    /// @param face absent for a start and an end
    record PlacedNode(Node node, Box box, Optional<Face> face, Scope scope) {}

    /// The region of one branch or item processor.
    record Region(Box box, Scope scope, Kind kind) {
        enum Kind {
            BRANCH,
            ITEM
        }
    }

    /// @param source the node it leaves
    /// @param target the node it enters
    /// @param way its bends, from the source to the target
    record PlacedEdge(Edge edge, Node source, Node target, List<Point> way, Optional<PlacedLabel> label, Scope scope) {
        PlacedEdge {
            way = List.copyOf(way);
        }
    }

    record PlacedLabel(Label label, Box box) {}
}
