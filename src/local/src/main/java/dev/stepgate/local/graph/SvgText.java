// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayList;
import java.util.List;

/// Draws a line of text exactly as wide as it was measured, whatever the viewer's font.
final class SvgText {
    private SvgText() {}

    static void left(Xml xml, String text, Texts font, Point at) {
        draw(xml, text, font, place(font, at, ""));
    }

    static void middle(Xml xml, String text, Texts font, Point at) {
        draw(xml, text, font, place(font, at, "middle"));
    }

    private static List<Object> place(Texts font, Point at, String anchor) {
        List<Object> attributes = new ArrayList<>();
        String style = (font.equals(Face.NAME) ? "name " : "") + anchor;
        if (!style.isBlank()) {
            attributes.addAll(List.of("class", style.strip()));
        }
        attributes.addAll(List.of("x", at.x(), "y", at.y()));
        return attributes;
    }

    private static void draw(Xml xml, String text, Texts font, List<Object> place) {
        List<Object> attributes = new ArrayList<>(place);
        if (!text.isEmpty()) {
            double width = Math.round(font.width(text) * 10) / 10.0;
            attributes.addAll(List.of("textLength", width, "lengthAdjust", "spacingAndGlyphs"));
        }
        xml.start("text", attributes.toArray()).text(text).end();
    }
}
