// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewestTest {

    @Test
    void theOldestAreDroppedWhenThereAreTooMany() {
        Newest<Long> newest = new Newest<>(3, 100, _ -> 1);
        for (int i = 0; i < 5; i++) {
            newest.add(number -> number);
        }

        assertThat(newest.all()).containsExactly(5L, 4L, 3L);
        assertThat(newest.count()).isEqualTo(5);
    }

    @Test
    void theOldestAreDroppedWhenTheyAreTooLarge() {
        Newest<String> newest = new Newest<>(10, 100, String::length);
        newest.add(_ -> "a".repeat(60));
        newest.add(_ -> "b".repeat(50));
        newest.add(_ -> "c".repeat(50));

        assertThat(newest.all()).extracting(text -> text.charAt(0)).containsExactly('c', 'b');
    }

    @Test
    void theNewestStaysHoweverLargeItIs() {
        Newest<String> newest = new Newest<>(10, 100, String::length);
        newest.add(_ -> "a");
        newest.add(_ -> "b".repeat(500));

        assertThat(newest.all()).hasSize(1);
        newest.add(_ -> "c");
        assertThat(newest.all()).containsExactly("c");
    }
}
