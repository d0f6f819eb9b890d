// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lays out one group from top to bottom; its nodes are boxes of known size, whatever they contain.
final class GroupLayout {
    /// The distance between a cell and the nearest horizontal.
    private static final int MARGIN = 10;

    /// The additional distance where an arrow enters a node.
    private static final int ARROW = 8;

    /// The distance between layers whose links are all straight.
    private static final int STRAIGHT = 12;

    private final Layers layers;
    private int height;

    private GroupLayout(Layers layers) {
        this.layers = layers;
    }

    /// @param sizes of the group's nodes
    /// @param labels the sizes of its edges' labels
    static GroupLayout of(Group group, List<Size> sizes, List<Optional<Size>> labels) {
        GroupLayout layout = new GroupLayout(Layers.of(group, sizes, labels));
        List<List<Cell>> rows = layout.layers.rows();
        Ordering.apply(rows);
        Columns.apply(rows);
        Ports.apply(rows);
        layout.rows();
        return layout;
    }

    private void rows() {
        List<List<Cell>> rows = layers.rows();
        int y = 0;
        for (int i = 0; i < rows.size(); i++) {
            int top = y;
            List<Cell> row = rows.get(i);
            row.forEach(cell -> cell.y(top));
            y += row.stream().mapToInt(cell -> cell.size().height()).max().orElse(0);
            Channel channel = new Channel(row);
            boolean isBeforeNodes = i % 2 == 1;
            boolean isLast = i + 1 == rows.size();
            if (!channel.isStraight()) {
                channel.place(y + MARGIN);
                y += MARGIN + channel.height() + MARGIN + (isBeforeNodes ? ARROW : 0);
            } else if (!isLast) {
                y += STRAIGHT + (isBeforeNodes ? ARROW : 0);
            }
        }
        height = y;
    }

    int height() {
        return height;
    }

    int width() {
        return layers.rows().stream()
                .flatMap(List::stream)
                .mapToInt(cell -> cell.left() + cell.width())
                .max()
                .orElse(0);
    }

    Box node(int index) {
        return layers.nodes().get(index).box();
    }

    List<Chain> chains() {
        return layers.chains();
    }

    /// Returns the bends of an edge, from its source to its target.
    static List<Point> way(Chain chain) {
        List<Point> way = new ArrayList<>();
        Link first = chain.links().getFirst();
        Cell source = first.upper();
        way.add(new Point(first.upperX(), source.box().bottom()));
        for (int i = 0; i < chain.links().size(); i++) {
            Link link = chain.links().get(i);
            boolean isUpwards = chain.leadsBack() && i > 0 && i < chain.links().size() - 1;
            int from = isUpwards ? link.lowerX() : link.upperX();
            int to = isUpwards ? link.upperX() : link.lowerX();
            if (from != to) {
                way.add(new Point(from, link.laneY()));
                way.add(new Point(to, link.laneY()));
            }
        }
        Link last = chain.links().getLast();
        way.add(new Point(last.lowerX(), last.lower().y()));
        return straightened(way);
    }

    private static List<Point> straightened(List<Point> way) {
        List<Point> bends = new ArrayList<>();
        for (Point point : way) {
            int count = bends.size();
            if (count > 0 && bends.getLast().equals(point)) {
                continue;
            }
            if (count > 1 && isLine(bends.get(count - 2), bends.get(count - 1), point)) {
                bends.removeLast();
            }
            bends.add(point);
        }
        return bends;
    }

    private static boolean isLine(Point a, Point b, Point c) {
        return a.x() == b.x() && b.x() == c.x() || a.y() == b.y() && b.y() == c.y();
    }
}
