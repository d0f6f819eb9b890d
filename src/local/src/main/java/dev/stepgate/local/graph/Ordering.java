// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Puts the cells of each layer in an order with few crossings: layer by layer at the mean of the neighbours,
/// down and up, then by exchanging neighbours ([Sugiyama, Tagawa and
/// Toda](https://doi.org/10.1109/TSMC.1981.4308636)).
final class Ordering {
    private static final int SWEEPS = 12;
    private static final int EXCHANGES = 6;

    private final List<List<Cell>> rows;

    private Ordering(List<List<Cell>> rows) {
        this.rows = rows;
    }

    static void apply(List<List<Cell>> rows) {
        new Ordering(rows).run();
    }

    private void run() {
        begin();
        List<List<Cell>> best = copy();
        long fewest = crossings();
        for (int i = 0; i < SWEEPS && fewest > 0; i++) {
            sweep(i % 2 == 0);
            exchange();
            long count = crossings();
            if (count < fewest) {
                fewest = count;
                best = copy();
            }
        }
        for (int i = 0; i < best.size(); i++) {
            take(rows.get(i), best.get(i));
        }
    }

    private List<List<Cell>> copy() {
        return rows.stream().map(List::copyOf).toList();
    }

    private static void take(List<Cell> row, List<Cell> order) {
        for (int i = 0; i < order.size(); i++) {
            row.set(i, order.get(i));
            order.get(i).order(i);
        }
    }

    /// Starts with a depth-first order, in which related cells are together and the rules of a Choice keep
    /// their order.
    private void begin() {
        List<List<Cell>> found = new ArrayList<>();
        rows.forEach(_ -> found.add(new ArrayList<>()));
        Set<Cell> seen = new HashSet<>();
        for (List<Cell> row : rows) {
            row.forEach(root -> search(root, seen, found));
        }
        for (int i = 0; i < rows.size(); i++) {
            take(rows.get(i), found.get(i));
        }
    }

    private static void search(Cell root, Set<Cell> seen, List<List<Cell>> found) {
        Deque<Cell> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Cell cell = open.pop();
            if (seen.add(cell)) {
                found.get(cell.layer()).add(cell);
                cell.lower().reversed().forEach(link -> open.push(link.lower()));
            }
        }
    }

    private void sweep(boolean isDownwards) {
        for (int i = 1; i < rows.size(); i++) {
            List<Cell> row = rows.get(isDownwards ? i : rows.size() - 1 - i);
            Function<Cell, Double> mean = isDownwards ? Ordering::meanAbove : Ordering::meanBelow;
            List<Place> places =
                    row.stream().map(cell -> new Place(cell, mean.apply(cell))).toList();
            take(
                    row,
                    places.stream()
                            .sorted(Comparator.comparingDouble(Place::mean))
                            .map(Place::cell)
                            .toList());
        }
    }

    private record Place(Cell cell, double mean) {}

    private static double meanAbove(Cell cell) {
        return cell.upper().stream()
                .mapToInt(link -> link.upper().order())
                .average()
                .orElse(cell.order());
    }

    private static double meanBelow(Cell cell) {
        return cell.lower().stream()
                .mapToInt(link -> link.lower().order())
                .average()
                .orElse(cell.order());
    }

    private void exchange() {
        boolean isBetter = true;
        for (int i = 0; i < EXCHANGES && isBetter; i++) {
            isBetter = false;
            for (List<Cell> row : rows) {
                isBetter |= exchange(row);
            }
        }
    }

    private static boolean exchange(List<Cell> row) {
        boolean isBetter = false;
        for (int i = 0; i + 1 < row.size(); i++) {
            Cell left = row.get(i);
            Cell right = row.get(i + 1);
            if (between(left, right) > between(right, left)) {
                row.set(i, right);
                row.set(i + 1, left);
                right.order(i);
                left.order(i + 1);
                isBetter = true;
            }
        }
        return isBetter;
    }

    /// Counts the crossings of two neighbours' links when one is left of the other.
    private static long between(Cell left, Cell right) {
        long count = 0;
        for (Link a : left.upper()) {
            for (Link b : right.upper()) {
                count += a.upper().order() > b.upper().order() ? 1 : 0;
            }
        }
        for (Link a : left.lower()) {
            for (Link b : right.lower()) {
                count += a.lower().order() > b.lower().order() ? 1 : 0;
            }
        }
        return count;
    }

    private long crossings() {
        long count = 0;
        for (int i = 0; i + 1 < rows.size(); i++) {
            count += crossings(rows.get(i), rows.get(i + 1).size());
        }
        return count;
    }

    /// Counts, for each link from left to right, how many earlier ones end further to the right, with a tree
    /// of sums.
    private static long crossings(List<Cell> row, int below) {
        int[] sums = new int[below + 1];
        long count = 0;
        int before = 0;
        for (Cell cell : row) {
            int[] ends = cell.lower().stream()
                    .mapToInt(link -> link.lower().order())
                    .sorted()
                    .toArray();
            for (int end : ends) {
                count += before - sum(sums, end);
            }
            for (int end : ends) {
                before++;
                for (int i = end + 1; i <= below; i += i & -i) {
                    sums[i]++;
                }
            }
        }
        return count;
    }

    /// Returns how many ends stand at that place or left of it, from a Fenwick tree.
    private static int sum(int[] sums, int end) {
        int sum = 0;
        for (int i = end + 1; i > 0; i -= i & -i) {
            sum += sums[i];
        }
        return sum;
    }
}
