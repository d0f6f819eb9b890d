// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What is written of several changes.
class BatchTest {
    private final AtomicInteger made = new AtomicInteger();

    private Change put(String key, boolean isNew) {
        return new Change.Put(
                "records",
                key,
                RecordBytes.later(() -> {
                    made.incrementAndGet();
                    return key.getBytes(StandardCharsets.UTF_8);
                }),
                isNew);
    }

    private static Change remove(String key) {
        return new Change.Remove("records", key);
    }

    private static Change removeAll(String prefix) {
        return new Change.RemoveAll("records", prefix);
    }

    private static List<Change> last(Batch batch) {
        return List.copyOf(batch.part("records").last().values());
    }

    @Test
    void aNewRecordThatIsRemovedBeforeItIsWrittenIsNeitherMadeNorWritten() {
        assertThat(last(Batch.of(List.of(put("a", true), remove("a"))))).isEmpty();
        assertThat(made).hasValue(0);
    }

    @Test
    void anOldRecordIsRemovedEvenIfItWasPutAgainBefore() {
        assertThat(last(Batch.of(List.of(put("a", false), remove("a"))))).containsExactly(remove("a"));
    }

    @Test
    void aRecordThatWasReplacedInTheSameBatchIsRemoved() {
        assertThat(last(Batch.of(List.of(put("a", true), put("a", false), remove("a")))))
                .containsExactly(remove("a"));
    }

    @Test
    void aRecordThatIsPutAgainAfterItsRemovalIsWritten() {
        Change again = put("a", false);

        assertThat(last(Batch.of(List.of(put("a", true), remove("a"), again)))).containsExactly(again);
    }

    @Test
    void anOldRecordDoesNotComeBackBecauseItWasPutAsNewAndRemovedAgain() {
        assertThat(last(Batch.of(List.of(remove("a"), put("a", true), remove("a")))))
                .containsExactly(remove("a"));
    }

    @Test
    void whatCameLaterHidesWhatCameBefore() {
        Change again = put("b", false);
        Batch batch = Batch.of(List.of(put("a", true), put("b", true)));

        batch.add(Batch.of(List.of(remove("a"), again)));

        assertThat(last(batch)).containsExactly(again);
    }

    @Test
    void aPrefixRemovesAllKeysThatBeginWithIt() {
        Batch.Part part = Batch.of(List.of(removeAll("b"), removeAll("bb/c"), removeAll("d/")))
                .part("records");

        assertThat(List.of("b", "ba", "bb", "bb/a", "bb/c", "bb/d", "bc", "d/e"))
                .allMatch(part::removes);
        assertThat(List.of("", "a", "c", "d", "d.", "e")).noneMatch(part::removes);
    }

    @Test
    void aRecordBelowARemovedPrefixIsRemovedUntilItIsPutAgain() {
        Change again = put("a/1", false);
        Batch.Part part =
                Batch.of(List.of(put("a/2", false), removeAll("a/"), again)).part("records");

        assertThat(part.of("records", "a/1")).isEqualTo(again);
        assertThat(part.of("records", "a/2")).isEqualTo(remove("a/2"));
        assertThat(part.of("records", "b")).isNull();
    }

    @Test
    void whatHappenedBelowAPrefixIsTold() {
        Change put = put("a/1", false);
        Batch.Part part = Batch.of(List.of(put, put("b", false), removeAll("a/2"), removeAll("c")))
                .part("records");

        assertThat(part.of("a/").last().values()).containsExactly(put);
        assertThat(part.of("a/").removed()).containsExactly("a/2");
        assertThat(part.of("c/1").removed()).containsExactly("c/1");
    }

    @Test
    void aRecordIsMadeOnce() {
        Change.Put put = (Change.Put) put("a", true);

        assertThat(put.value().get()).isEqualTo(put.value().get());
        assertThat(made).hasValue(1);
    }
}
