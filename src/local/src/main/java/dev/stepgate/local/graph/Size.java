// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

/// A size in pixels. Widths are even, so that the middle is a whole number.
///
/// @param margin space kept free on both sides of the width
record Size(int width, int height, int margin) {
    static final Size NONE = new Size(0, 0);

    Size {
        width += width & 1;
    }

    Size(int width, int height) {
        this(width, height, 0);
    }
}
