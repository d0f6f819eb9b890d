// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.asl.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lays out a graph: first groups from the inside out, because a container is as large as its contents, then
/// everything from the outside in. Because no transition leaves its group, no edge has to cross a border.
final class Layout {
    private final List<Picture.PlacedNode> nodes = new ArrayList<>();
    private final List<Picture.Region> regions = new ArrayList<>();
    private final List<Picture.PlacedEdge> edges = new ArrayList<>();

    private Layout() {}

    /// Throws [PictureTooLargeException].
    static Picture of(Graph graph) {
        GroupPlan plan = GroupPlan.of(graph.root(), 0);
        Layout layout = new Layout();
        layout.group(plan, new Point(0, 0), Picture.Scope.ROOT);
        Size size = new Size(plan.layout().width(), plan.layout().height());
        return new Picture(size, layout.nodes, layout.regions, layout.edges);
    }

    private void group(GroupPlan plan, Point at, Picture.Scope scope) {
        for (int i = 0; i < plan.nodes().size(); i++) {
            Box box = plan.layout().node(i).moved(at);
            NodePlan node = plan.nodes().get(i);
            nodes.add(new Picture.PlacedNode(node.node(), box, node.face(), scope));
            inside(node, box, scope);
            loops(node, box, scope);
        }
        plan.layout().chains().forEach(chain -> edges.add(edge(plan, chain, at, scope)));
    }

    private static Picture.PlacedEdge edge(GroupPlan plan, Chain chain, Point at, Picture.Scope scope) {
        List<Point> way =
                GroupLayout.way(chain).stream().map(point -> point.moved(at)).toList();
        Optional<Picture.PlacedLabel> label = chain.label()
                .map(cell -> new Picture.PlacedLabel(
                        plan.label(chain.edge()), cell.box().moved(at)));
        Edge edge = chain.edge();
        return new Picture.PlacedEdge(edge, plan.node(edge.from()), plan.node(edge.to()), way, label, scope);
    }

    private void inside(NodePlan plan, Box box, Picture.Scope scope) {
        if (!(plan.node() instanceof Node.Container container)) {
            return;
        }
        List<Box> rooms = plan.rooms(box);
        for (int i = 0; i < rooms.size(); i++) {
            Picture.Scope inner = scope.inside(container.caption().name(), i);
            Picture.Region.Kind kind =
                    container.state() instanceof State.Parallel ? Picture.Region.Kind.BRANCH : Picture.Region.Kind.ITEM;
            regions.add(new Picture.Region(rooms.get(i), inner, kind));
            group(
                    plan.inside().get(i),
                    NodePlan.corner(rooms.get(i), plan.inside().get(i)),
                    inner);
        }
    }

    private void loops(NodePlan plan, Box box, Picture.Scope scope) {
        int y = box.y() + NodePlan.LOOP_INSET;
        for (NodePlan.Loop loop : plan.loops()) {
            int right = box.right() + NodePlan.LOOP_WIDTH;
            int end = y + loop.height() - NodePlan.LOOP_GAP;
            List<Point> way = List.of(
                    new Point(box.right(), y), new Point(right, y), new Point(right, end), new Point(box.right(), end));
            int labelY = (y + end - loop.labelHeight()) / 2;
            Optional<Picture.PlacedLabel> label = loop.label()
                    .map(text -> new Picture.PlacedLabel(
                            text,
                            new Box(
                                    right + 4,
                                    labelY,
                                    text.size().width(),
                                    text.size().height())));
            edges.add(new Picture.PlacedEdge(loop.edge(), plan.node(), plan.node(), way, label, scope));
            y += loop.height();
        }
    }
}
