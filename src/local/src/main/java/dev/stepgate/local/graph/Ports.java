// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Chooses where links touch their cells: a point in its middle, a node anywhere along its side, so that as
/// many links as possible are straight.
final class Ports {
    private static final int GAP = 14;
    private static final int INSET = 10;

    private Ports() {}

    static void apply(List<List<Cell>> rows) {
        for (List<Cell> row : rows) {
            row.forEach(Ports::above);
            row.forEach(Ports::below);
        }
    }

    /// Links that touch a node at one point.
    private record Port(List<Link> links, int wanted) {}

    private static void above(Cell cell) {
        Map<Link.Entry, List<Link>> entries = new LinkedHashMap<>();
        cell.upper()
                .forEach(link -> entries.computeIfAbsent(link.entry(), _ -> new ArrayList<>())
                        .add(link));
        List<Port> ports = new ArrayList<>();
        entries.values().forEach(links -> ports.add(new Port(links, wanted(cell, links))));
        place(cell, ports, Link::lowerX);
    }

    /// Returns the preferred position: straight on for one link, in the middle of several.
    private static int wanted(Cell cell, List<Link> links) {
        List<Integer> xs = links.stream().map(link -> link.upper().x()).sorted().toList();
        return xs.contains(cell.x()) ? cell.x() : xs.get((xs.size() - 1) / 2);
    }

    private static void below(Cell cell) {
        List<Port> ports = cell.lower().stream()
                .map(link -> new Port(List.of(link), link.lower().x()))
                .toList();
        place(cell, ports, Link::upperX);
    }

    private interface Touch {
        void at(Link link, int x);
    }

    private static void place(Cell cell, List<Port> unsorted, Touch touch) {
        List<Port> ports =
                unsorted.stream().sorted(Comparator.comparingInt(Port::wanted)).toList();
        int[] xs = spread(cell, ports.stream().mapToInt(Port::wanted).toArray());
        for (int i = 0; i < xs.length; i++) {
            for (Link link : ports.get(i).links()) {
                touch.at(link, xs[i]);
            }
        }
    }

    /// Returns positions as near to the preferred ones as the gaps between them allow.
    private static int[] spread(Cell cell, int[] wanted) {
        int room = cell.kind() == Cell.Kind.NODE ? Math.max(0, cell.box().width() - 2 * INSET) : 0;
        int gap = wanted.length < 2 ? 0 : Math.min(GAP, room / (wanted.length - 1));
        int least = cell.x() - room / 2;
        int most = least + room - gap * (wanted.length - 1);
        List<Run> runs = runs(wanted, gap);
        int[] xs = new int[wanted.length];
        int at = 0;
        for (Run run : runs) {
            for (int i = 0; i < run.count(); i++, at++) {
                xs[at] = Math.clamp(run.mean(), least, most) + at * gap;
            }
        }
        return xs;
    }

    /// Joins ports that would overlap into runs, each around the mean of the wanted places.
    private static List<Run> runs(int[] wanted, int gap) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            Run run = new Run(wanted[i] - i * gap, 1);
            while (!runs.isEmpty() && runs.getLast().mean() >= run.mean()) {
                Run before = runs.removeLast();
                run = new Run(before.sum() + run.sum(), before.count() + run.count());
            }
            runs.add(run);
        }
        return runs;
    }

    /// Neighbours that are pushed together, around the mean of their preferred positions.
    private record Run(int sum, int count) {
        int mean() {
            return Math.floorDiv(sum, count);
        }
    }
}
