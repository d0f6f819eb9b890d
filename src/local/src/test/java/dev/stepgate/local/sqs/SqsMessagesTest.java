// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The limit on the size of queues, which is our own; AWS has none.
class SqsMessagesTest {
    private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");
    private static final Duration LONG = Duration.ofDays(4);

    private final HeldBytes held = new HeldBytes(1_000);
    private final SqsMessages messages = new SqsMessages("q", held, new QueueArchive(Store.NONE));
    private long sequence;

    @Test
    void thereIsRoomAgainWhenAMessageIsGone() {
        SqsMessage message = add();
        requireNoRoom();

        messages.hide(message, "handle", NOW.plusSeconds(30));
        requireNoRoom();
        messages.remove(message);
        messages.remove(message);

        requireRoom();
        add();
        requireNoRoom();
    }

    @Test
    void thereIsRoomAgainWhenMessagesExpireOrAreCleared() {
        add();
        messages.settle(NOW.plus(LONG), LONG);
        requireRoom();

        messages.hide(add(), "handle", NOW.plusSeconds(30));
        add();
        messages.clear();

        requireRoom();
    }

    private SqsMessage add() {
        SqsMessage message = new SqsMessage("id", NewMessage.of("x".repeat(600)), sequence++, NOW, Optional.empty());
        messages.add(message, NOW);
        return message;
    }

    private void requireRoom() {
        assertThatCode(held::requireRoom).doesNotThrowAnyException();
    }

    private void requireNoRoom() {
        assertThatThrownBy(held::requireRoom).isInstanceOfSatisfying(AwsException.class, refused -> {
            assertThat(refused.code()).isEqualTo("OverLimit");
            assertThat(refused.status()).isEqualTo(403);
        });
    }
}
