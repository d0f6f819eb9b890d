// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// The positions in a layout, or those read back from the SVG drawn of it.
///
/// @param nodes states, starts and ends; a container's box is around its contents
/// @param whole the size of the picture
record Drawing(List<Shape> nodes, List<Shape> labels, List<Wire> wires, Box whole) {
    private static final Pattern COORDINATES = Pattern.compile("(-?\\d+),(-?\\d+)");

    record Shape(String name, Box box) {}

    record Wire(String name, List<Point> way) {
        List<Box> segments() {
            return IntStream.range(1, way.size())
                    .mapToObj(i -> between(way.get(i - 1), way.get(i)))
                    .toList();
        }

        private static Box between(Point a, Point b) {
            return new Box(
                    Math.min(a.x(), b.x()), Math.min(a.y(), b.y()), Math.abs(a.x() - b.x()), Math.abs(a.y() - b.y()));
        }
    }

    static Drawing of(Picture picture) {
        List<Shape> nodes = picture.nodes().stream()
                .map(placed -> new Shape(placed.node().toString(), placed.box()))
                .toList();
        List<Shape> labels = picture.edges().stream()
                .flatMap(edge -> edge.label().stream()
                        .map(placed -> new Shape(edge.edge().toString(), placed.box())))
                .toList();
        List<Wire> wires = picture.edges().stream()
                .map(edge -> new Wire(edge.edge().toString(), edge.way()))
                .toList();
        return new Drawing(
                nodes,
                labels,
                wires,
                new Box(0, 0, picture.size().width(), picture.size().height()));
    }

    static Drawing of(String svg) {
        Element root = document(svg).getDocumentElement();
        String[] view = root.getAttribute("viewBox").split(" ", -1);
        Drawing drawing = new Drawing(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new Box(0, 0, Integer.parseInt(view[2]), Integer.parseInt(view[3])));
        Matcher moved = COORDINATES.matcher(elements(root, "g").getFirst().getAttribute("transform"));
        assertThat(moved.find()).isTrue();
        Point by = new Point(Integer.parseInt(moved.group(1)), Integer.parseInt(moved.group(2)));
        elements(root, "g").forEach(group -> drawing.read(group, by));
        return drawing;
    }

    private void read(Element group, Point by) {
        List<String> styles = List.of(group.getAttribute("class").split(" ", -1));
        String name = Stream.of("data-state", "data-from", "data-kind", "data-index", "data-to")
                .map(group::getAttribute)
                .collect(Collectors.joining(" "));
        if (styles.contains("state") || styles.contains("end")) {
            nodes.add(new Shape(name, box(group).moved(by)));
        } else if (styles.contains("label")) {
            labels.add(new Shape(name, box(group).moved(by)));
        } else if (styles.contains("edge") && group.hasAttribute("data-kind")) {
            List<Point> way = points(elements(group, "path").getFirst().getAttribute("d"));
            wires.add(new Wire(name, way.stream().map(point -> point.moved(by)).toList()));
        }
    }

    static Document document(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        } catch (ParserConfigurationException | SAXException e) {
            throw new AssertionError("not well-formed: " + svg, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Element> elements(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList all = parent.getElementsByTagName(name);
        for (int i = 0; i < all.getLength(); i++) {
            found.add((Element) all.item(i));
        }
        return found;
    }

    private static Box box(Element group) {
        for (Node child = group.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals("rect")) {
                return new Box(
                        number(element, "x"),
                        number(element, "y"),
                        number(element, "width"),
                        number(element, "height"));
            }
        }
        throw new AssertionError("no rect in " + group.getAttribute("class"));
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    /// Returns the corners of a path, and the control points of its rounded bends, which are on the corners.
    private static List<Point> points(String path) {
        List<Point> points = new ArrayList<>();
        Matcher matcher = COORDINATES.matcher(path);
        while (matcher.find()) {
            points.add(new Point(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
        }
        return points;
    }
}
