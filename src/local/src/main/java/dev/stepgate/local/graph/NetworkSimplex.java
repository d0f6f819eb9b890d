// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/// Finds integers that keep given distances and have a small sum of weighted differences, by the network
/// simplex method ([Gansner, Koutsofios, North and Vo](https://doi.org/10.1109/32.221135)). The constraints
/// must connect all variables and have no cycle.
///
/// For many numbers it stops before reaching the minimum; even then they keep their distances.
final class NetworkSimplex {
    /// The maximum number of steps over variables and constraints, which take some tenths of a second.
    private static final long MAX_STEPS = 40_000_000;

    private final List<Constraint> constraints;
    private final SpanningTree tree;
    private final int[] values;

    /// `values[right] - values[left] >= distance`; the cost of the difference is proportional to `weight`.
    record Constraint(int left, int right, int distance, int weight) {}

    private NetworkSimplex(int variables, List<Constraint> constraints) {
        this.constraints = constraints;
        this.values = new int[variables];
        this.tree = new SpanningTree(variables, constraints);
    }

    static int[] solve(int variables, List<Constraint> constraints) {
        NetworkSimplex simplex = new NetworkSimplex(variables, List.copyOf(constraints));
        simplex.begin();
        simplex.span();
        simplex.improve();
        return simplex.values;
    }

    private int slack(Constraint constraint) {
        return values[constraint.right()] - values[constraint.left()] - constraint.distance();
    }

    /// Starts with the smallest numbers that the distances allow.
    private void begin() {
        int[] waitsFor = new int[values.length];
        constraints.forEach(constraint -> waitsFor[constraint.right()]++);
        List<Integer> ready = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (waitsFor[i] == 0) {
                ready.add(i);
            }
        }
        for (int i = 0; i < ready.size(); i++) {
            push(ready.get(i), waitsFor, ready);
        }
        if (ready.size() < values.length) {
            throw new IllegalStateException("The distances contradict each other");
        }
    }

    /// Moves all that is right of a placed node out of its way; what waits for nothing more is ready.
    private void push(int left, int[] waitsFor, List<Integer> ready) {
        for (int index : tree.constraintsOf(left)) {
            Constraint constraint = constraints.get(index);
            if (constraint.left() == left) {
                int right = constraint.right();
                values[right] = Math.max(values[right], values[left] + constraint.distance());
                if (--waitsFor[right] == 0) {
                    ready.add(right);
                }
            }
        }
    }

    /// Grows a tree of constraints without slack; each step moves the whole tree by the least slack around
    /// it.
    private void span() {
        PriorityQueue<Long> outwards = new PriorityQueue<>();
        PriorityQueue<Long> inwards = new PriorityQueue<>();
        int moved = 0;
        int next = 0;
        while (true) {
            tree.add(next);
            values[next] -= moved;
            for (int index : tree.constraintsOf(next)) {
                Constraint constraint = constraints.get(index);
                if (!tree.holdsBoth(constraint)) {
                    (constraint.left() == next ? outwards : inwards).add((long) slack(constraint) << 32 | index);
                }
            }
            drop(outwards);
            drop(inwards);
            if (outwards.isEmpty() && inwards.isEmpty()) {
                break;
            }
            long out = outwards.isEmpty() ? Long.MAX_VALUE : (outwards.peek() >> 32) - moved;
            long in = inwards.isEmpty() ? Long.MAX_VALUE : (inwards.peek() >> 32) + moved;
            long index = out <= in ? outwards.poll() : inwards.poll();
            moved += out <= in ? (int) out : (int) -in;
            next = tree.join((int) index);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] += moved;
        }
        tree.complete();
    }

    private void drop(PriorityQueue<Long> queue) {
        while (!queue.isEmpty() && tree.holdsBoth(constraints.get((int) (long) queue.peek()))) {
            queue.poll();
        }
    }

    private void improve() {
        long steps = 0;
        for (int leaving = tree.leaving(); leaving >= 0 && steps < MAX_STEPS; leaving = tree.leaving()) {
            int[] below = tree.below(leaving);
            steps += values.length + below.length;
            int entering = entering(leaving, below);
            int slack = slack(constraints.get(entering));
            int by = tree.isBelow(constraints.get(entering).left(), leaving) ? slack : -slack;
            for (int i = 0; i < below.length && by != 0; i++) {
                values[below[i]] += by;
            }
            tree.exchange(leaving, entering);
        }
    }

    /// Returns the constraint with the least slack that crosses in the opposite direction.
    private int entering(int leaving, int[] below) {
        boolean isLeftBelow = tree.isLeftBelow(leaving);
        int best = -1;
        for (int variable : below) {
            for (int index : tree.constraintsOf(variable)) {
                Constraint constraint = constraints.get(index);
                boolean isAgainst = (constraint.left() == variable) != isLeftBelow;
                if (isAgainst && isBetter(index, best) && !isInside(constraint, variable, leaving)) {
                    best = index;
                }
            }
        }
        if (best < 0) {
            throw new IllegalStateException("The sum has no least value");
        }
        return best;
    }

    private boolean isInside(Constraint constraint, int variable, int leaving) {
        int other = constraint.left() == variable ? constraint.right() : constraint.left();
        return tree.isBelow(other, leaving);
    }

    private boolean isBetter(int index, int best) {
        if (best < 0) {
            return true;
        }
        int slack = slack(constraints.get(index));
        int least = slack(constraints.get(best));
        return slack < least || slack == least && index < best;
    }
}
