// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.graph.NetworkSimplex.Constraint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the place of every cell from left to right: as near to its neighbours above and below as its order in the
/// layer allows.
final class Columns {
    private final List<List<Cell>> rows;

    private Columns(List<List<Cell>> rows) {
        this.rows = rows;
    }

    static void apply(List<List<Cell>> rows) {
        Columns columns = new Columns(rows);
        columns.solve();
        columns.centre();
        columns.beginAtZero();
    }

    private void solve() {
        Map<Cell, Integer> variables = new HashMap<>();
        rows.forEach(row -> row.forEach(cell -> variables.put(cell, variables.size())));
        Set<Link> links = new LinkedHashSet<>();
        rows.forEach(row -> row.forEach(cell -> links.addAll(cell.lower())));
        List<Constraint> constraints = new ArrayList<>();
        for (List<Cell> row : rows) {
            for (int i = 1; i < row.size(); i++) {
                Cell left = row.get(i - 1);
                Cell right = row.get(i);
                constraints.add(new Constraint(variables.get(left), variables.get(right), distance(left, right), 0));
            }
        }
        int between = variables.size();
        for (Link link : links) {
            constraints.add(new Constraint(between, variables.get(link.upper()), 0, link.weight()));
            constraints.add(new Constraint(between, variables.get(link.lower()), 0, link.weight()));
            between++;
        }
        int[] values = NetworkSimplex.solve(between, constraints);
        variables.forEach((cell, variable) -> cell.x(values[variable]));
    }

    private static int distance(Cell left, Cell right) {
        return (left.width() + right.width()) / 2 + gap(left.kind(), right.kind());
    }

    private static int gap(Cell.Kind left, Cell.Kind right) {
        boolean isNode = left == Cell.Kind.NODE || right == Cell.Kind.NODE;
        if (isNode) {
            return left == right ? 36 : 22;
        }
        return left == Cell.Kind.LABEL && right == Cell.Kind.LABEL ? 10 : 14;
    }

    /// Where a node could stand in several places at the same cost, it takes the middle of them.
    private void centre() {
        for (List<Cell> row : rows) {
            row.forEach(cell -> centre(row, cell));
        }
        for (List<Cell> row : rows.reversed()) {
            row.reversed().forEach(cell -> centre(row, cell));
        }
    }

    private static void centre(List<Cell> row, Cell cell) {
        if (cell.kind() != Cell.Kind.NODE) {
            return;
        }
        int wanted = wanted(cell);
        int at = cell.order();
        int least = at == 0 ? Integer.MIN_VALUE : row.get(at - 1).x() + distance(row.get(at - 1), cell);
        int most = at + 1 == row.size() ? Integer.MAX_VALUE : row.get(at + 1).x() - distance(cell, row.get(at + 1));
        cell.x(Math.clamp(wanted, least, most));
    }

    private record Pull(int x, int weight) {}

    private static int wanted(Cell cell) {
        List<Pull> pulls = new ArrayList<>();
        cell.upper().forEach(link -> pulls.add(new Pull(link.upper().x(), link.weight())));
        cell.lower().forEach(link -> pulls.add(new Pull(link.lower().x(), link.weight())));
        pulls.sort(Comparator.comparingInt(Pull::x));
        int all = pulls.stream().mapToInt(Pull::weight).sum();
        int sum = 0;
        int first = -1;
        for (int i = 0; i < pulls.size(); i++) {
            sum += pulls.get(i).weight();
            if (first < 0 && sum * 2 >= all) {
                first = i;
            }
            if (sum * 2 > all) {
                return (pulls.get(first).x() + pulls.get(i).x()) / 2;
            }
        }
        return cell.x();
    }

    private void beginAtZero() {
        int least =
                rows.stream().flatMap(List::stream).mapToInt(Cell::left).min().orElse(0);
        rows.forEach(row -> row.forEach(cell -> cell.x(cell.x() - least)));
    }
}
