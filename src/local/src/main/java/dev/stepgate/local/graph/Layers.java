// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A group's nodes and edges in layers: every link leads from one layer to the next. Nodes are in even
/// layers, the layers between hold labels.
///
/// Edges that enter a node the same way share cells, so that forty catchers with one handler are drawn as one
/// line. An edge that leads back goes down from its source, turns, goes up beside the nodes, turns above its
/// target and enters it from above.
final class Layers {
    /// The maximum number of cells. A larger picture could not be read, and would take long.
    private static final int MAX_CELLS = 60_000;

    private final Group group;
    private final Ranks ranks;
    private final List<Cell> nodes = new ArrayList<>();
    private final List<Chain> chains = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();
    private final Map<Trunk, Cell> trunks = new HashMap<>();
    private final Map<Segment, Link> links = new HashMap<>();
    private int cells;

    private record Trunk(int target, Link.Entry entry, int layer) {}

    private record Segment(Cell upper, Cell lower, Link.Entry entry) {}

    private Layers(Group group) {
        this.group = group;
        this.ranks = Ranks.of(group);
    }

    /// @param sizes of the group's nodes
    /// @param labels the sizes of its edges' labels
    static Layers of(Group group, List<Size> sizes, List<Optional<Size>> labels) {
        Layers layers = new Layers(group);
        for (int i = 0; i < sizes.size(); i++) {
            layers.nodes.add(layers.cell(Cell.Kind.NODE, 2 * layers.ranks.of(i), sizes.get(i)));
        }
        for (int i = 0; i < labels.size(); i++) {
            Edge edge = group.edges().get(i);
            if (edge.from() != edge.to()) {
                layers.chains.add(layers.chain(edge, labels.get(i)));
            }
        }
        return layers;
    }

    /// The cells of the group's nodes, in their order.
    List<Cell> nodes() {
        return nodes;
    }

    /// The chains of all edges except those from a node to itself.
    List<Chain> chains() {
        return chains;
    }

    /// The cells of each layer, in the definition's order until [Ordering] changes it.
    List<List<Cell>> rows() {
        return rows;
    }

    private Chain chain(Edge edge, Optional<Size> label) {
        return ranks.leadsBack(edge) ? back(edge, label) : forward(edge, label);
    }

    private Chain forward(Edge edge, Optional<Size> label) {
        Link.Entry entry = edge.kind() == Edge.Kind.CATCH ? Link.Entry.CATCH : Link.Entry.NORMAL;
        int first = 2 * ranks.of(edge.from()) + 1;
        int last = 2 * ranks.of(edge.to()) - 1;
        Cell own = label.map(size -> cell(Cell.Kind.LABEL, first, size))
                .orElseGet(() -> first == last ? trunk(edge, entry, last) : cell(Cell.Kind.BEND, first, Size.NONE));
        List<Link> way = new ArrayList<>();
        way.add(link(nodes.get(edge.from()), own, edge, entry));
        Cell at = own;
        for (int layer = first + 1; layer <= last; layer++) {
            Cell next = trunk(edge, entry, layer);
            way.add(link(at, next, edge, entry));
            at = next;
        }
        way.add(link(at, nodes.get(edge.to()), edge, entry));
        return new Chain(edge, way, label.map(_ -> own), false);
    }

    private Cell trunk(Edge edge, Link.Entry entry, int layer) {
        return trunks.computeIfAbsent(
                new Trunk(edge.to(), entry, layer), key -> cell(Cell.Kind.BEND, key.layer(), Size.NONE));
    }

    private Chain back(Edge edge, Optional<Size> label) {
        int bottom = 2 * ranks.of(edge.from());
        int top = 2 * ranks.of(edge.to());
        List<Cell> column = new ArrayList<>();
        for (int layer = bottom; layer >= top; layer--) {
            boolean isLabel = layer == bottom - 1 && label.isPresent();
            column.add(cell(isLabel ? Cell.Kind.LABEL : Cell.Kind.BEND, layer, isLabel ? label.get() : Size.NONE));
        }
        Cell lowerTurn = cell(Cell.Kind.TURN, bottom + 1, Size.NONE);
        Cell upperTurn = cell(Cell.Kind.TURN, top - 1, Size.NONE);
        List<Link> way = new ArrayList<>();
        way.add(link(nodes.get(edge.from()), lowerTurn, edge, Link.Entry.BACK));
        way.add(link(column.getFirst(), lowerTurn, edge, Link.Entry.BACK));
        for (int i = 1; i < column.size(); i++) {
            way.add(link(column.get(i), column.get(i - 1), edge, Link.Entry.BACK));
        }
        way.add(link(upperTurn, column.getLast(), edge, Link.Entry.BACK));
        way.add(link(upperTurn, nodes.get(edge.to()), edge, Link.Entry.BACK));
        return new Chain(edge, way, label.map(_ -> column.get(1)), true);
    }

    private Link link(Cell upper, Cell lower, Edge edge, Link.Entry entry) {
        return links.computeIfAbsent(
                new Segment(upper, lower, entry), _ -> new Link(upper, lower, entry, weight(edge, entry)));
    }

    private static int weight(Edge edge, Link.Entry entry) {
        if (entry == Link.Entry.BACK) {
            return 1;
        }
        return switch (edge.kind()) {
            case START, NEXT -> 4;
            case CHOICE, DEFAULT -> 2;
            case CATCH -> 1;
        };
    }

    private Cell cell(Cell.Kind kind, int layer, Size size) {
        if (++cells > MAX_CELLS) {
            throw new PictureTooLargeException(group.nodes().size());
        }
        while (rows.size() <= layer) {
            rows.add(new ArrayList<>());
        }
        Cell cell = new Cell(kind, layer, size);
        rows.get(layer).add(cell);
        return cell;
    }
}
