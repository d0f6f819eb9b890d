// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ActionsInARowTest {
    private final Queue<Runnable> given = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final ActionsInARow actions = new ActionsInARow(given::add);

    private void add(String name) {
        actions.add(() -> done.add(name));
    }

    @Test
    void aCrowdIsGivenToTheExecutorOneAfterTheOther() {
        add("a");
        add("b");
        add("c");
        assertThat(given).hasSize(1);

        given.remove().run();

        assertThat(done).containsExactly("a");
        assertThat(given).hasSize(1);
        given.remove().run();
        given.remove().run();
        assertThat(done).containsExactly("a", "b", "c");
        assertThat(given).isEmpty();
    }

    @Test
    void theNextIsGivenBeforeAnActionRuns() {
        actions.add(() -> done.add("a, with the next given: " + !given.isEmpty()));
        add("b");

        given.remove().run();

        assertThat(done).containsExactly("a, with the next given: true");
    }

    @Test
    void anActionThatFailsKeepsNoneBack() {
        actions.add(() -> {
            throw new IllegalStateException("failed");
        });
        add("b");

        assertThatThrownBy(given.remove()::run).hasMessage("failed");
        given.remove().run();

        assertThat(done).containsExactly("b");
    }

    @Test
    void oneThatComesWhenAllAreDoneIsGivenAtOnce() {
        add("a");
        given.remove().run();

        add("b");

        assertThat(given).hasSize(1);
    }
}
