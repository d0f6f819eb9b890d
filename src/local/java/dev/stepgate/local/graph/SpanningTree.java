// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.graph.NetworkSimplex.Constraint;
import java.util.Arrays;
import java.util.List;

/// The constraints of a [NetworkSimplex] that have no slack and connect all variables. Below a constraint are the
/// variables that it connects with the root.
final class SpanningTree {
    private final List<Constraint> constraints;
    private final int[][] constraintsOf;
    private final boolean[] isMember;
    private final boolean[] isIn;

    /// The constraint that connects a variable with the root; -1 for the root.
    private final int[] above;

    private final int[] order;
    private final int[] number;
    private final int[] lowest;
    private final long[] cuts;
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

    /// Takes a constraint in and answers its variable that was not in yet.
    int join(int index) {
        isMember[index] = true;
        Constraint constraint = constraints.get(index);
        return isIn[constraint.left()] ? constraint.right() : constraint.left();
    }

    /// To be called when every variable is in.
    void complete() {
        for (boolean in : isIn) {
            if (!in) {
                throw new IllegalStateException("The constraints do not connect all variables");
            }
        }
        number();
    }

    /// A constraint whose two sides would rather be nearer; -1 when there is none.
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

    void exchange(int leaving, int entering) {
        isMember[leaving] = false;
        isMember[entering] = true;
        number();
    }

    boolean isLeftBelow(int index) {
        return above[constraints.get(index).left()] == index;
    }

    boolean isBelow(int variable, int index) {
        Constraint constraint = constraints.get(index);
        int top = isLeftBelow(index) ? constraint.left() : constraint.right();
        return lowest[top] <= number[variable] && number[variable] <= number[top];
    }

    /// Numbers the variables from the leaves to the root, and the cut of each constraint with them.
    private void number() {
        int[] next = new int[isIn.length];
        int[] path = new int[isIn.length];
        int depth = 0;
        int count = 0;
        Arrays.fill(above, -1);
        path[0] = 0;
        lowest[0] = 0;
        while (depth >= 0) {
            int variable = path[depth];
            if (next[variable] == constraintsOf[variable].length) {
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
        for (int i = 0; i < count - 1; i++) {
            cuts[above[order[i]]] = cut(order[i]);
        }
    }

    private int other(int index, int variable) {
        Constraint constraint = constraints.get(index);
        return constraint.left() == variable ? constraint.right() : constraint.left();
    }

    /// The weights across the constraint above a variable, in its direction less those against it; from what is known
    /// of the constraints below.
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
