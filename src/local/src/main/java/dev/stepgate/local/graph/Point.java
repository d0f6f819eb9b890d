// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

/// A point in pixels.
record Point(int x, int y) {
    Point moved(Point by) {
        return new Point(x + by.x, y + by.y);
    }
}
