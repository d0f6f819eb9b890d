// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.asl.State;
import java.util.Locale;
import java.util.Optional;

/// Draws states, starts and ends, and the regions inside containers.
final class SvgNodes {
    private static final String LOOP = "M9 6.2A4 4 0 1 1 7.7 2.9M8.2 .4v2.9H5.3";

    private final Xml xml;
    private final Marks marks;

    SvgNodes(Xml xml, Marks marks) {
        this.xml = xml;
        this.marks = marks;
    }

    void draw(Picture.Region region) {
        if (region.kind() == Picture.Region.Kind.BRANCH) {
            rectangle("region", region.box(), 6);
        }
    }

    void draw(Picture.PlacedNode placed) {
        switch (placed.node()) {
            case Node.Start _ -> end(placed.box(), "Start");
            case Node.End _ -> end(placed.box(), "End");
            case Node.Single single -> state(placed, single.state(), single.caption(), "");
            case Node.Container container -> state(placed, container.state(), container.caption(), "container ");
        }
    }

    /// Draws a start or an end, with its word if there is room.
    private void end(Box box, String word) {
        boolean hasRoom = box.width() > 20;
        boolean isRing = !hasRoom && word.equals("End");
        xml.start("g", "class", (isRing ? "end ring " : "end ") + word.toLowerCase(Locale.ROOT))
                .line();
        rectangle(
                "box",
                isRing ? new Box(box.x() + 1, box.y() + 1, box.width() - 2, box.height() - 2) : box,
                box.height() / 2);
        if (hasRoom) {
            SvgText.middle(xml, word, Face.DETAIL, new Point(box.middle(), box.y() + 16));
        }
        xml.end();
    }

    private void rectangle(String style, Box box, int radius) {
        xml.empty(
                "rect",
                "class",
                style,
                "x",
                box.x(),
                "y",
                box.y(),
                "width",
                box.width(),
                "height",
                box.height(),
                "rx",
                radius);
    }

    private void state(Picture.PlacedNode placed, State state, Caption caption, String kind) {
        Optional<Mark> mark = marks.of(state);
        String type = Captions.type(state);
        String style = "state " + kind + type.toLowerCase(Locale.ROOT)
                + mark.map(each -> (each == Mark.NOT_REACHED ? " " : " marked ") + each.style())
                        .orElse("");
        xml.start("g", "class", style, "data-state", state.name(), "data-type", type)
                .line();
        xml.start("title")
                .text(caption.tooltip() + mark.map(each -> "\n" + each.text()).orElse(""))
                .end();
        rectangle("box", placed.box(), 6);
        placed.face().ifPresent(face -> face(face, caption.icon(), placed.box()));
        mark.filter(each -> !each.sign().isEmpty()).ifPresent(each -> badge(each, placed.box()));
        count(marks.count(state), mark.map(each -> " " + each.style()).orElse(""), placed.box());
        xml.end();
    }

    private void face(Face face, Icon icon, Box box) {
        icon(xml, icon, new Point(box.x() + Face.PADDING, box.y() + (face.size().height() - Face.ICON) / 2), 1);
        int x = box.x() + Face.TEXT_X;
        int y = box.y() + Face.PADDING + 11;
        for (String line : face.name()) {
            SvgText.left(xml, line, Face.NAME, new Point(x, y));
            y += Face.NAME_LINE;
        }
        y -= 1;
        SvgText.left(xml, face.detail(), Face.DETAIL, new Point(x, y));
        if (face.retry().isPresent()) {
            y += Face.DETAIL_LINE;
            loop(xml, new Point(x, y - 9));
            SvgText.left(xml, face.retry().get(), Face.DETAIL, new Point(x + Face.RETRY_SIGN, y));
        }
    }

    static void icon(Xml xml, Icon icon, Point at, double scale) {
        String size = scale == 1 ? "" : " scale(" + scale + ")";
        xml.start("g", "transform", "translate(" + at.x() + "," + at.y() + ")" + size);
        xml.empty("rect", "width", Face.ICON, "height", Face.ICON, "rx", 5, "fill", icon.colour());
        xml.empty("path", "class", "sign", "d", icon.strokes());
        xml.end();
    }

    static void loop(Xml xml, Point at) {
        xml.empty("path", "class", "loop", "d", LOOP, "transform", "translate(" + at.x() + "," + at.y() + ")");
    }

    private void badge(Mark mark, Box box) {
        badge(xml, mark, new Point(box.right() - 3, box.y() + 3));
    }

    static void badge(Xml xml, Mark mark, Point middle) {
        xml.start(
                "g", "class", "badge " + mark.style(), "transform", "translate(" + middle.x() + "," + middle.y() + ")");
        xml.empty("circle", "class", "box", "r", 8);
        xml.empty("path", "class", "sign", "d", mark.sign());
        xml.end();
    }

    /// Draws the count on the lower border of a state that was entered more than once.
    private void count(int count, String style, Box box) {
        if (count > 1) {
            String text = "×" + count;
            int width = (int) Math.ceil(Face.DETAIL.width(text)) + 8;
            Box pill = new Box(box.right() + 6 - width, box.bottom() - 10, width, 15);
            xml.start("g", "class", "badge" + style).line();
            rectangle("box", pill, 7);
            SvgText.left(xml, text, Face.DETAIL, new Point(pill.x() + 4, pill.y() + 11));
            xml.end();
        }
    }
}
