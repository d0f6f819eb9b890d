// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.asl.run.TakenTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Draws transitions and their labels.
final class SvgEdges {
    private static final int BEND = 6;

    private final Xml xml;
    private final Marks marks;

    SvgEdges(Xml xml, Marks marks) {
        this.xml = xml;
        this.marks = marks;
    }

    /// Draws the edges, those that were taken on top of the others.
    void wires(List<Picture.PlacedEdge> edges) {
        edges.stream()
                .sorted(Comparator.comparing(edge -> marks.of(edge)
                        .filter(mark -> mark != Mark.NOT_REACHED && mark != Mark.MISSED)
                        .isPresent()))
                .forEach(this::wire);
    }

    private void wire(Picture.PlacedEdge edge) {
        xml.start("g", attributes(edge, "edge")).line();
        xml.empty("path", "class", "wire", "d", path(edge.way()));
        xml.empty("path", "class", "tip", "d", tip(edge.way()));
        xml.end();
    }

    void label(Picture.PlacedEdge edge) {
        if (edge.label().isEmpty()) {
            return;
        }
        Picture.PlacedLabel placed = edge.label().get();
        Box box = placed.box();
        String part = edge.scope().equals(Picture.Scope.ROOT) ? "label" : "label inner";
        xml.start("g", attributes(edge, part)).line();
        if (placed.label().isCut()) {
            xml.start("title").text(placed.label().whole()).end();
        }
        xml.empty("rect", "x", box.x(), "y", box.y(), "width", box.width(), "height", box.height(), "rx", 4);
        int y = box.y() + 13;
        for (String line : placed.label().lines()) {
            SvgText.middle(xml, line, Face.DETAIL, new Point(box.middle(), y));
            y += Label.LINE;
        }
        xml.end();
    }

    private Object[] attributes(Picture.PlacedEdge edge, String part) {
        String kind = edge.edge().kind().name().toLowerCase(Locale.ROOT);
        String mark = marks.of(edge).map(each -> " " + each.style()).orElse("");
        List<Object> attributes = new ArrayList<>(List.of("class", part + " " + kind + mark, "data-kind", kind));
        name(edge.source()).ifPresent(name -> attributes.addAll(List.of("data-from", name)));
        name(edge.target()).ifPresent(name -> attributes.addAll(List.of("data-to", name)));
        edge.edge()
                .route()
                .flatMap(SvgEdges::index)
                .ifPresent(index -> attributes.addAll(List.of("data-index", index)));
        return attributes.toArray();
    }

    private static Optional<Integer> index(TakenTransition route) {
        return switch (route) {
            case TakenTransition.ChoiceRule rule -> Optional.of(rule.index());
            case TakenTransition.Catcher catcher -> Optional.of(catcher.index());
            case TakenTransition.Retrier retrier -> Optional.of(retrier.index());
            case TakenTransition.Onward _, TakenTransition.Default _ -> Optional.empty();
        };
    }

    private static Optional<String> name(Node node) {
        return switch (node) {
            case Node.Single single -> Optional.of(single.caption().name());
            case Node.Container container -> Optional.of(container.caption().name());
            case Node.Start _, Node.End _ -> Optional.empty();
        };
    }

    /// Returns the path from the target to the source, so that the dashes of edges that meet before their
    /// target coincide.
    private static String path(List<Point> way) {
        List<Point> points = way.reversed();
        StringBuilder path = new StringBuilder("M").append(at(points.getFirst()));
        for (int i = 1; i < points.size() - 1; i++) {
            Point before = points.get(i - 1);
            Point bend = points.get(i);
            Point after = points.get(i + 1);
            int radius = Math.min(BEND, Math.min(distance(before, bend), distance(bend, after)) / 2);
            path.append('L').append(at(towards(bend, before, radius)));
            path.append('Q').append(at(bend)).append(' ').append(at(towards(bend, after, radius)));
        }
        return path.append('L').append(at(points.getLast())).toString();
    }

    private static String at(Point point) {
        return point.x() + "," + point.y();
    }

    private static int distance(Point a, Point b) {
        return Math.abs(a.x() - b.x()) + Math.abs(a.y() - b.y());
    }

    private static Point towards(Point from, Point to, int length) {
        return new Point(
                from.x() + Integer.signum(to.x() - from.x()) * length,
                from.y() + Integer.signum(to.y() - from.y()) * length);
    }

    private static String tip(List<Point> way) {
        Point end = way.getLast();
        Point from = way.get(way.size() - 2);
        int x = Integer.signum(end.x() - from.x());
        int y = Integer.signum(end.y() - from.y());
        int baseX = end.x() - 8 * x;
        int baseY = end.y() - 8 * y;
        return "M" + at(end) + "L" + (baseX + 4 * y) + "," + (baseY + 4 * x) + "L" + (baseX - 4 * y) + ","
                + (baseY - 4 * x) + "z";
    }
}
