// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestMemoryTest {
    private final RequestMemory memory = new RequestMemory(100);

    @Test
    void thereIsRoomUpToTheLimitAndAgainWhenItIsGivenBack() {
        assertThat(memory.take(60)).isTrue();
        assertThat(memory.take(40)).isTrue();
        assertThat(memory.take(1)).isFalse();

        memory.giveBack(60);

        assertThat(memory.take(60)).isTrue();
    }

    @Test
    void aSingleRequestAlwaysHasRoom() {
        assertThat(memory.take(200)).isTrue();
        assertThat(memory.take(1)).isFalse();
    }
}
