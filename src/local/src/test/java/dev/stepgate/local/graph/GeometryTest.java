// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.template.Addresses;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Stack;
import dev.stepgate.local.template.TemplateFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Verifies that pictures are readable: of the machines of the five systems and of two hundred generated
/// ones, as laid out and as drawn.
class GeometryTest {

    private static final Addresses NOWHERE = new Addresses() {
        @Override
        public String aws() {
            return "http://127.0.0.1:1";
        }

        @Override
        public String api(String logicalId) {
            return "http://127.0.0.1:2";
        }
    };

    static Stream<Arguments> machines() {
        Stream<Arguments> ours = TemplateFile.read(
                        Path.of("../../template.yaml"),
                        new TemplateFile.Given(Map.of(), Map.of()),
                        Stack.in("us-east-1"))
                .resolve(NOWHERE, text -> text)
                .all(Resource.StateMachine.class)
                .stream()
                .map(machine ->
                        Arguments.of(machine.logicalId(), machine.definition().text()));
        Stream<Arguments> generated = IntStream.range(0, 200)
                .mapToObj(seed -> Arguments.of("seed " + seed, GeneratedMachines.definition(seed, 1 + seed % 30)));
        return Stream.concat(ours, generated);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("machines")
    void nothingOverlapsAndNoEdgeCrossesABorder(String name, String definition) {
        Graph graph = Graph.of(new AslParser(WorkflowType.STANDARD, ResourceCheck.ANY).parse(definition));
        Picture picture = Layout.of(graph);
        Drawing drawn = Drawing.of(Svg.draw(graph, new Overlay.None(), Theme.AUTO));

        assertThat(problems(Drawing.of(picture))).isEmpty();
        assertThat(problems(drawn)).isEmpty();
        assertThat(drawn.nodes()).hasSameSizeAs(picture.nodes());
        assertThat(drawn.wires()).hasSameSizeAs(picture.edges());
    }

    @Test
    void theCheckFindsOverlaps() {
        Drawing.Shape container = new Drawing.Shape("container", new Box(0, 0, 100, 100));
        Drawing.Shape astride = new Drawing.Shape("astride", new Box(90, 10, 20, 20));
        Drawing.Wire through = new Drawing.Wire("through", List.of(new Point(50, 50), new Point(150, 50)));
        Drawing.Shape label = new Drawing.Shape("label", new Box(95, 15, 10, 10));
        Drawing.Wire slanted = new Drawing.Wire("slanted", List.of(new Point(120, 60), new Point(130, 70)));

        assertThat(problems(new Drawing(
                        List.of(container, astride),
                        List.of(label, label),
                        List.of(through, slanted),
                        new Box(0, 0, 140, 140))))
                .containsExactly(
                        "container and astride overlap",
                        "label and label overlap",
                        "label lies on the border of container",
                        "label lies on the border of container",
                        "through crosses container",
                        "through leaves the picture",
                        "slanted is not straight");
    }

    private static List<String> problems(Drawing drawing) {
        List<String> problems = new ArrayList<>();
        List<Drawing.Shape> nodes = drawing.nodes();
        List<Drawing.Shape> labels = drawing.labels();
        pairs(nodes, (a, b) -> !contains(a, b) && !contains(b, a), problems);
        pairs(labels, (_, _) -> true, problems);
        for (Drawing.Shape label : labels) {
            nodes.stream()
                    .filter(node -> overlap(label.box(), node.box()) && !contains(node.box(), label.box()))
                    .forEach(node -> problems.add(label.name() + " lies on the border of " + node.name()));
        }
        drawing.wires().forEach(wire -> wire(wire, drawing, problems));
        Stream.concat(nodes.stream(), labels.stream())
                .filter(shape -> !contains(drawing.whole(), shape.box()))
                .forEach(shape -> problems.add(shape.name() + " leaves the picture"));
        return problems;
    }

    private static void pairs(List<Drawing.Shape> shapes, BiPredicate<Box, Box> isWrong, List<String> problems) {
        for (int i = 0; i < shapes.size(); i++) {
            Drawing.Shape a = shapes.get(i);
            for (Drawing.Shape b : shapes.subList(i + 1, shapes.size())) {
                if (overlap(a.box(), b.box()) && isWrong.test(a.box(), b.box())) {
                    problems.add(a.name() + " and " + b.name() + " overlap");
                }
            }
        }
    }

    /// Verifies that an edge is either inside or outside each box, though it may end on the border, and
    /// crosses no label.
    private static void wire(Drawing.Wire wire, Drawing drawing, List<String> problems) {
        List<Box> segments = wire.segments();
        Box around = around(segments);
        drawing.nodes().stream()
                .filter(node -> overlap(around, node.box()))
                .filter(node -> segments.stream().anyMatch(segment -> overlap(segment, node.box())))
                .filter(node -> !segments.stream().allMatch(segment -> contains(node.box(), segment)))
                .forEach(node -> problems.add(wire.name() + " crosses " + node.name()));
        drawing.labels().stream()
                .filter(label -> overlap(around, label.box()) && !label.name().equals(wire.name()))
                .filter(label -> segments.stream().anyMatch(segment -> overlap(segment, label.box())))
                .forEach(label -> problems.add(wire.name() + " runs through " + label.name()));
        if (!segments.stream().allMatch(segment -> contains(drawing.whole(), segment))) {
            problems.add(wire.name() + " leaves the picture");
        }
        if (!segments.stream().allMatch(segment -> segment.width() == 0 || segment.height() == 0)) {
            problems.add(wire.name() + " is not straight");
        }
    }

    /// Returns a box slightly larger than the segments, because a straight wire has no area.
    private static Box around(List<Box> segments) {
        int x = segments.stream().mapToInt(Box::x).min().orElse(0) - 1;
        int y = segments.stream().mapToInt(Box::y).min().orElse(0) - 1;
        int right = segments.stream().mapToInt(Box::right).max().orElse(0) + 1;
        int bottom = segments.stream().mapToInt(Box::bottom).max().orElse(0) + 1;
        return new Box(x, y, right - x, bottom - y);
    }

    /// Tells whether boxes overlap by more than touching.
    private static boolean overlap(Box a, Box b) {
        return a.x() < b.right() && b.x() < a.right() && a.y() < b.bottom() && b.y() < a.bottom();
    }

    private static boolean contains(Box outer, Box inner) {
        return outer.x() <= inner.x()
                && outer.y() <= inner.y()
                && inner.right() <= outer.right()
                && inner.bottom() <= outer.bottom();
    }
}
