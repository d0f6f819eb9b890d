// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.graph.NetworkSimplex.Constraint;
import java.util.Arrays;
import java.util.List;

/// The constraints of a [NetworkSimplex] that have no slack and connect all variables. The variables that a
/// constraint connects with the root are below it.
final class SpanningTree {
    private final List<Constraint> constraints;
    private final int[][] constraintsOf;
    private final boolean[] isMember;
    private final boolean[] isIn;

    /// The constraint that connects each variable with the root; -1 for the root.
    private final int[] above;

    /// The variables from the leaves to the root; those below a constraint are contiguous.
    private final int[] order;

    private final int[] number;
    private final int[] lowest;
    private final long[] cuts;
    private final int[] next;
    private final int[] path;
    private int start;

    SpanningTree(int variables, List<Constraint> constraints) {
        this.constraints = constraints;
        this.constraintsOf = index(variables, constraints);
        this.isMember = new boolean[constraints.size()];
        this.isIn = new boolean[variables];
        this.above = new int[variables];
        this.order = new int[variables];
        this.number = new int[variables];
        this.lowest = new int[variables];
        this.cuts = new long[constraints.size()];
        this.next = new int[variables];
        this.path = new int[variables];
    }

    private static int[][] index(int variables, List<Constraint> constraints) {
        int[] counts = new int[variables];
        for (Constraint constraint : constraints) {
            counts[constraint.left()]++;
            counts[constraint.right()]++;
        }
        int[][] index = new int[variables][];
        for (int i = 0; i < variables; i++) {
            index[i] = new int[counts[i]];
        }
        for (int i = constraints.size() - 1; i >= 0; i--) {
            Constraint constraint = constraints.get(i);
            index[constraint.left()][--counts[constraint.left()]] = i;
            index[constraint.right()][--counts[constraint.right()]] = i;
        }
        return index;
    }

    int[] constraintsOf(int variable) {
        return constraintsOf[variable];
    }

    void add(int variable) {
        isIn[variable] = true;
    }

    boolean holdsBoth(Constraint constraint) {
        return isIn[constraint.left()] && isIn[constraint.right()];
    }

    /// Adds a constraint and returns its variable that was not in the tree yet.
    int join(int index) {
        isMember[index] = true;
        Constraint constraint = constraints.get(index);
        return isIn[constraint.left()] ? constraint.right() : constraint.left();
    }

    /// Must be called once every variable is in the tree.
    void complete() {
        for (boolean in : isIn) {
            if (!in) {
                throw new IllegalStateException("The constraints do not connect all variables");
            }
        }
        above[0] = -1;
        number(0);
        for (int i = 0; i < order.length - 1; i++) {
            cuts[above[order[i]]] = cut(order[i]);
        }
    }

    /// Returns a constraint whose two sides are better off nearer to each other; -1 when there is none.
    int leaving() {
        for (int i = 0; i < cuts.length; i++) {
            int index = (start + i) % cuts.length;
            if (isMember[index] && cuts[index] < 0) {
                start = index;
                return index;
            }
        }
        return -1;
    }

    /// Exchanges two constraints; only the values between the two sides of the entering one change.
    void exchange(int leaving, int entering) {
        long cut = cuts[leaving];
        Constraint constraint = constraints.get(entering);
        int meeting = shift(constraint.left(), constraint.right(), cut);
        shift(constraint.right(), constraint.left(), -cut);
        cuts[entering] = -cut;
        cuts[leaving] = 0;
        isMember[leaving] = false;
        isMember[entering] = true;
        number(meeting);
    }

    /// Adds to the cuts from a variable up to the point where the way to another one turns down, and returns
    /// that point.
    private int shift(int from, int to, long cut) {
        int at = from;
        while (number[to] < lowest[at] || number[to] > number[at]) {
            int index = above[at];
            cuts[index] += constraints.get(index).left() == at ? cut : -cut;
            at = other(index, at);
        }
        return at;
    }

    boolean isLeftBelow(int index) {
        return above[constraints.get(index).left()] == index;
    }

    /// Returns the variable immediately below a constraint.
    private int top(int index) {
        Constraint constraint = constraints.get(index);
        return isLeftBelow(index) ? constraint.left() : constraint.right();
    }

    boolean isBelow(int variable, int index) {
        int top = top(index);
        return lowest[top] <= number[variable] && number[variable] <= number[top];
    }

    int[] below(int index) {
        int top = top(index);
        return Arrays.copyOfRange(order, lowest[top], number[top] + 1);
    }

    /// Numbers the variables from the leaves to this one, which keeps its number.
    private void number(int root) {
        int depth = 0;
        int count = lowest[root];
        path[0] = root;
        while (depth >= 0) {
            int variable = path[depth];
            if (next[variable] == constraintsOf[variable].length) {
                next[variable] = 0;
                number[variable] = count;
                order[count++] = variable;
                depth--;
                continue;
            }
            int index = constraintsOf[variable][next[variable]++];
            if (isMember[index] && index != above[variable]) {
                int other = other(index, variable);
                above[other] = index;
                lowest[other] = count;
                path[++depth] = other;
            }
        }
    }

    private int other(int index, int variable) {
        Constraint constraint = constraints.get(index);
        return constraint.left() == variable ? constraint.right() : constraint.left();
    }

    /// Returns the weights across the constraint above a variable, in its direction less those against it,
    /// computed from the constraints below.
    private long cut(int variable) {
        int top = above[variable];
        boolean isLeft = constraints.get(top).left() == variable;
        long cut = constraints.get(top).weight();
        for (int index : constraintsOf[variable]) {
            if (index != top) {
                boolean isAlong = (constraints.get(index).left() == variable) == isLeft;
                long weight = constraints.get(index).weight() - (isMember[index] ? cuts[index] : 0);
                cut += isAlong ? weight : -weight;
            }
        }
        return cut;
    }
}
