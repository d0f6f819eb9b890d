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

    /// The commit that failed may have reached the disk all the same.
    @Test
    void afterAFailureNoRecordIsNew() {
        assertThat(last(Batch.again(List.of(put("a", true), remove("a"))))).containsExactly(remove("a"));
    }

    @Test
    void aRecordIsMadeOnce() {
        Change.Put put = (Change.Put) put("a", true);

        assertThat(put.value().get()).isEqualTo(put.value().get());
        assertThat(made).hasValue(1);
    }
}
