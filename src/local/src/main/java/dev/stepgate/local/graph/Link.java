// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

/// The part of one or more edges between two neighbouring layers.
final class Link {
    /// The way in which a link enters a node; edges with the same entry meet before it.
    enum Entry {
        NORMAL,
        CATCH,
        BACK
    }

    private final Cell upper;
    private final Cell lower;
    private final Entry entry;
    private final int weight;
    private int upperX;
    private int lowerX;
    private int laneY;

    /// @param weight the importance of a straight link
    Link(Cell upper, Cell lower, Entry entry, int weight) {
        this.upper = upper;
        this.lower = lower;
        this.entry = entry;
        this.weight = weight;
        upper.lower().add(this);
        lower.upper().add(this);
    }

    Cell upper() {
        return upper;
    }

    Cell lower() {
        return lower;
    }

    Entry entry() {
        return entry;
    }

    /// The weight. Long edges are kept straight before anything else, except where others join them; a label
    /// is rather above the target than below the source.
    int weight() {
        if (upper.kind() == Cell.Kind.NODE) {
            return 2 * weight;
        }
        boolean isInner = lower.kind() != Cell.Kind.NODE && lower.upper().size() == 1;
        return isInner ? 16 * weight : 3 * weight;
    }

    /// The position at which it leaves the upper cell.
    int upperX() {
        return upperX;
    }

    void upperX(int value) {
        upperX = value;
    }

    /// The position at which it enters the lower cell.
    int lowerX() {
        return lowerX;
    }

    void lowerX(int value) {
        lowerX = value;
    }

    /// The height of its horizontal part.
    int laneY() {
        return laneY;
    }

    void laneY(int value) {
        laneY = value;
    }
}
