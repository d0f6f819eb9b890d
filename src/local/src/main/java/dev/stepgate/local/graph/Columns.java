// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.graph.NetworkSimplex.Constraint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Positions every cell from left to right, as near to its neighbours above and below as its order in the
/// layer allows.
final class Columns {
    private final List<List<Cell>> rows;

    /// The number of the first cell of each row.
    private final int[] firsts;

    private Columns(List<List<Cell>> rows) {
        this.rows = rows;
        this.firsts = new int[rows.size()];
        for (int i = 1; i < firsts.length; i++) {
            firsts[i] = firsts[i - 1] + rows.get(i - 1).size();
        }
    }

    static void apply(List<List<Cell>> rows) {
        Columns columns = new Columns(rows);
        columns.solve();
        columns.centre();
        columns.beginAtZero();
    }

    private void solve() {
        List<Constraint> constraints = new ArrayList<>();
        int next = rows.stream().mapToInt(List::size).sum();
        for (List<Cell> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                Cell cell = row.get(i);
                if (i > 0) {
                    int distance = distance(row.get(i - 1), cell);
                    constraints.add(new Constraint(variable(row.get(i - 1)), variable(cell), distance, 0));
                }
                for (Link link : cell.lower()) {
                    constraints.add(new Constraint(next, variable(cell), 0, link.weight()));
                    constraints.add(new Constraint(next, variable(link.lower()), 0, link.weight()));
                    next++;
                }
            }
        }
        int[] values = NetworkSimplex.solve(next, constraints);
        rows.forEach(row -> row.forEach(cell -> cell.x(values[variable(cell)])));
    }

    private int variable(Cell cell) {
        return firsts[cell.layer()] + cell.order();
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

    /// Moves nodes that have several positions of the same cost to the middle of them.
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
