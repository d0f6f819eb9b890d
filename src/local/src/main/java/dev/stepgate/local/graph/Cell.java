// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayList;
import java.util.List;

/// A place in a layer: a node, the label of an edge, a point on a long edge, or the turn of an edge that
/// leads back. Its order and position are computed step by step.
final class Cell {
    enum Kind {
        NODE,
        LABEL,
        BEND,
        TURN
    }

    private final Kind kind;
    private final int layer;
    private final Size size;
    private final List<Link> upper = new ArrayList<>();
    private final List<Link> lower = new ArrayList<>();
    private int order;
    private int x;
    private int y;

    Cell(Kind kind, int layer, Size size) {
        this.kind = kind;
        this.layer = layer;
        this.size = size;
    }

    Kind kind() {
        return kind;
    }

    /// The layer: even for nodes, odd for labels.
    int layer() {
        return layer;
    }

    Size size() {
        return size;
    }

    /// The width including its margins.
    int width() {
        return size.width() + 2 * size.margin();
    }

    /// Links to the layer above.
    List<Link> upper() {
        return upper;
    }

    /// Links to the layer below.
    List<Link> lower() {
        return lower;
    }

    /// The position in its layer, from the left.
    int order() {
        return order;
    }

    void order(int value) {
        order = value;
    }

    /// The middle, horizontally.
    int x() {
        return x;
    }

    void x(int value) {
        x = value;
    }

    /// The upper edge.
    int y() {
        return y;
    }

    void y(int value) {
        y = value;
    }

    /// The left edge including its margin.
    int left() {
        return x - width() / 2;
    }

    /// The box without its margins.
    Box box() {
        return new Box(x - size.width() / 2, y, size.width(), size.height());
    }
}
