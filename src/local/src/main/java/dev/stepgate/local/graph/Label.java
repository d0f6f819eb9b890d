// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.List;

/// The text of an edge as it is drawn.
///
/// @param whole the text before it was cut
record Label(List<String> lines, String whole, Size size) {
    static final int LINE = 14;
    private static final int MAX_TEXT = 150;
    private static final int MAX_LINES = 3;
    private static final int PADDING = 6;

    Label {
        lines = List.copyOf(lines);
    }

    static Label of(String text) {
        List<String> lines = Face.DETAIL.wrap(Texts.line(text), MAX_TEXT, MAX_LINES);
        double widest = lines.stream().mapToDouble(Face.DETAIL::width).max().orElse(0);
        Size size = new Size((int) Math.ceil(widest) + 2 * PADDING, lines.size() * LINE + 4);
        return new Label(lines, text, size);
    }

    boolean isCut() {
        return !String.join(" ", lines).equals(Texts.line(whole));
    }
}
