// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

/// A rectangle in pixels, from its upper left corner.
record Box(int x, int y, int width, int height) {
    int right() {
        return x + width;
    }

    int bottom() {
        return y + height;
    }

    int middle() {
        return x + width / 2;
    }

    Box moved(Point by) {
        return new Box(x + by.x(), y + by.y(), width, height);
    }
}
