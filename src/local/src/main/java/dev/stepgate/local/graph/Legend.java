// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.asl.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Explains the signs in a picture, and only those.
final class Legend {
    private static final int ROW = 22;
    private static final int SIGN = 22;
    private static final int GAP = 16;
    private static final int MIN_WIDTH = 360;

    private final List<Placed> entries = new ArrayList<>();
    private final int limit;
    private int x;
    private int y;
    private int width;

    private Legend(int limit) {
        this.limit = limit;
    }

    private sealed interface Entry {
        String text();

        record Kind(Icon icon) implements Entry {
            @Override
            public String text() {
                return icon.meaning();
            }
        }

        record Wire(String style, String text) implements Entry {}

        record Retry(String text) implements Entry {}

        record Badge(Mark mark) implements Entry {
            @Override
            public String text() {
                return mark.text();
            }
        }
    }

    private record Placed(Entry entry, Point at) {}

    static Legend of(Picture picture, Marks marks) {
        Legend legend = new Legend(Math.max(MIN_WIDTH, picture.size().width()));
        List<Caption> captions = picture.nodes().stream()
                .flatMap(placed -> caption(placed.node()).stream())
                .toList();
        captions.stream().map(Caption::icon).distinct().sorted().forEach(icon -> legend.add(new Entry.Kind(icon)));
        if (picture.edges().stream().anyMatch(edge -> edge.edge().kind() == Edge.Kind.CATCH)) {
            legend.add(new Entry.Wire("catch", "Catch: the errors that go this way"));
        }
        if (captions.stream().anyMatch(caption -> caption.retry().isPresent())) {
            legend.add(new Entry.Retry("Retry: the errors that are tried again, and how often"));
        }
        legend.marks(picture, marks);
        return legend;
    }

    private void marks(Picture picture, Marks marks) {
        picture.edges().stream()
                .flatMap(edge -> marks.of(edge).stream())
                .filter(mark -> mark == Mark.TAKEN)
                .findFirst()
                .ifPresent(mark -> add(new Entry.Wire("taken", mark.text())));
        picture.nodes().stream()
                .flatMap(placed -> state(placed.node()).stream())
                .flatMap(state -> marks.of(state).stream())
                .filter(mark -> mark != Mark.NOT_REACHED)
                .distinct()
                .sorted()
                .forEach(mark -> add(new Entry.Badge(mark)));
    }

    private static Optional<Caption> caption(Node node) {
        return switch (node) {
            case Node.Single single -> Optional.of(single.caption());
            case Node.Container container -> Optional.of(container.caption());
            case Node.Start _, Node.End _ -> Optional.empty();
        };
    }

    private static Optional<State> state(Node node) {
        return switch (node) {
            case Node.Single single -> Optional.of(single.state());
            case Node.Container container -> Optional.of(container.state());
            case Node.Start _, Node.End _ -> Optional.empty();
        };
    }

    private void add(Entry entry) {
        int needed = SIGN + (int) Math.ceil(Face.DETAIL.width(entry.text()));
        if (x > 0 && x + needed > limit) {
            x = 0;
            y += ROW;
        }
        entries.add(new Placed(entry, new Point(x, y)));
        x += needed + GAP;
        width = Math.max(width, x - GAP);
    }

    Size size() {
        return new Size(width, y + ROW);
    }

    void draw(Xml xml, Point at) {
        xml.start("g", "class", "legend", "transform", "translate(" + at.x() + "," + at.y() + ")")
                .line();
        xml.empty("path", "class", "rule", "d", "M0,-8H" + size().width());
        for (Placed placed : entries) {
            sign(xml, placed);
            SvgText.left(
                    xml,
                    placed.entry().text(),
                    Face.DETAIL,
                    new Point(placed.at().x() + SIGN, placed.at().y() + 15));
        }
        xml.end();
    }

    private static void sign(Xml xml, Placed placed) {
        Point at = placed.at();
        switch (placed.entry()) {
            case Entry.Kind(Icon icon) -> SvgNodes.icon(xml, icon, new Point(at.x(), at.y() + 3), 0.667);
            case Entry.Wire wire -> {
                xml.start("g", "class", "edge " + wire.style());
                xml.empty("path", "class", "wire", "d", "M" + at.x() + "," + (at.y() + 11) + "h17");
                xml.end();
            }
            case Entry.Retry _ -> SvgNodes.loop(xml, new Point(at.x() + 3, at.y() + 6));
            case Entry.Badge(Mark mark) -> SvgNodes.badge(xml, mark, new Point(at.x() + 8, at.y() + 11));
        }
    }
}
