// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.graph.NetworkSimplex.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkSimplexTest {
    private static final int MOST = 6;

    /// Compares with the minimum over all assignments, found by trying each one.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void findsTheLeastSum(int seed) {
        List<Constraint> constraints = constraints(new Random(seed));

        int[] values = NetworkSimplex.solve(6, constraints);

        assertThat(constraints)
                .allSatisfy(each ->
                        assertThat(values[each.right()] - values[each.left()]).isGreaterThanOrEqualTo(each.distance()));
        assertThat(sum(constraints, values)).isEqualTo(least(constraints, new int[6], 0));
    }

    @Test
    void contradictoryDistancesAreABug() {
        List<Constraint> circle = List.of(new Constraint(0, 1, 1, 1), new Constraint(1, 0, 1, 1));

        assertThatThrownBy(() -> NetworkSimplex.solve(2, circle)).isInstanceOf(IllegalStateException.class);
    }

    /// Returns a line through all variables, which connects them, and some more constraints.
    private static List<Constraint> constraints(Random random) {
        List<Constraint> constraints = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            constraints.add(new Constraint(i, i + 1, random.nextInt(2), random.nextInt(4)));
        }
        for (int i = 0; i < 5; i++) {
            int left = random.nextInt(5);
            int right = left + 1 + random.nextInt(5 - left);
            constraints.add(new Constraint(left, right, random.nextInt(3), random.nextInt(5)));
        }
        return constraints;
    }

    private static long least(List<Constraint> constraints, int[] values, int next) {
        if (next == values.length) {
            boolean isValid = constraints.stream()
                    .allMatch(each -> values[each.right()] - values[each.left()] >= each.distance());
            return isValid ? sum(constraints, values) : Long.MAX_VALUE;
        }
        long least = Long.MAX_VALUE;
        for (int value = 0; value <= MOST; value++) {
            values[next] = value;
            least = Math.min(least, least(constraints, values, next + 1));
        }
        values[next] = 0;
        return least;
    }

    private static long sum(List<Constraint> constraints, int[] values) {
        return constraints.stream()
                .mapToLong(each -> (long) each.weight() * (values[each.right()] - values[each.left()]))
                .sum();
    }
}
