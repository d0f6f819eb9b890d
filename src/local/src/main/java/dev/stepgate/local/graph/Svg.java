// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.Locale;
import java.util.Optional;

/// Draws a [Graph] as [SVG](https://www.w3.org/TR/SVG2/), a document of its own that can also be part of a
/// page: it has no script and no external references, and its style applies only inside the class `stepgate`.
///
/// A state is a `g` with the class `state` and its name as `data-state`, so that a page can colour it and
/// react to clicks. A transition is a `g` with the class `edge`, `data-from`, `data-to` and `data-kind`
/// (`next`, `choice`, `default`, `catch`) and, where there are several, `data-index` as in the definition.
public final class Svg {
    static final int MARGIN = 16;

    private final Xml xml = new Xml();
    private final Picture picture;
    private final Marks marks;
    private final Optional<String> style;

    private Svg(Picture picture, Marks marks, Optional<String> style) {
        this.picture = picture;
        this.marks = marks;
        this.style = style;
    }

    /// Returns the same bytes for the same machine, overlay and theme. Throws [PictureTooLargeException].
    public static String draw(Graph graph, Overlay overlay, Theme theme) {
        return draw(graph, Layout.of(graph), overlay, theme);
    }

    /// Draws the picture without its style, which a page gets from [#style]: the page's policy may forbid
    /// styles inside its markup. Throws [PictureTooLargeException].
    public static String unstyled(Graph graph, Overlay overlay) {
        return new Svg(Layout.of(graph), new Marks(overlay), Optional.empty()).document(graph, Theme.AUTO);
    }

    /// The style of all pictures, with any overlay.
    public static String style(Theme theme) {
        return Style.of(theme, true);
    }

    static String draw(Graph graph, Picture picture, Overlay overlay, Theme theme) {
        Marks marks = new Marks(overlay);
        return new Svg(picture, marks, Optional.of(Style.of(theme, !marks.isEmpty()))).document(graph, theme);
    }

    private String document(Graph graph, Theme theme) {
        Legend legend = Legend.of(picture, marks);
        int width = Math.max(picture.size().width(), legend.size().width()) + 2 * MARGIN;
        int height = picture.size().height() + legend.size().height() + 3 * MARGIN;
        begin(theme, width, height);
        xml.start("title").text(graph.comment().orElse("State machine")).end();
        style.ifPresent(rules -> xml.start("style").line().text(rules).end());
        xml.empty("rect", "class", "ground", "width", width, "height", height);
        int x = (width - picture.size().width()) / 2;
        xml.start("g", "transform", "translate(" + x + "," + MARGIN + ")").line();
        parts();
        xml.end();
        Point under =
                new Point((width - legend.size().width()) / 2, picture.size().height() + 2 * MARGIN);
        legend.draw(xml, under);
        xml.end();
        return xml.toString();
    }

    private void begin(Theme theme, int width, int height) {
        xml.start(
                        "svg",
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "viewBox",
                        "0 0 " + width + " " + height,
                        "width",
                        width,
                        "height",
                        height,
                        "class",
                        "stepgate " + theme.name().toLowerCase(Locale.ROOT),
                        "role",
                        "img")
                .line();
    }

    /// Draws all parts, those on top last.
    private void parts() {
        SvgNodes nodes = new SvgNodes(xml, marks);
        SvgEdges edges = new SvgEdges(xml, marks);
        picture.nodes().stream()
                .filter(node -> node.node() instanceof Node.Container)
                .forEach(nodes::draw);
        picture.regions().forEach(nodes::draw);
        edges.wires(picture.edges());
        picture.edges().forEach(edges::label);
        picture.nodes().stream()
                .filter(node -> !(node.node() instanceof Node.Container))
                .forEach(nodes::draw);
    }
}
