// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import static dev.stepgate.local.store.Letters.join;
import static dev.stepgate.local.store.Letters.letters;
import static dev.stepgate.local.store.Letters.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataFolderTest {
    private static final int SMALL_JOURNAL = 20_000;

    @TempDir
    Path folder;

    private DataFolder open() {
        return DataFolder.open(folder, Sync.EACH_COMMIT, DataFolder.Loss.REFUSED);
    }

    private DataFolder openFaulty() {
        return openFaulty(new Writing(Sync.EACH_COMMIT));
    }

    private DataFolder openFaulty(Writing writing) {
        return DataFolder.open(folder, writing.in(FaultyFiles.SCHEME), DataFolder.Loss.REFUSED);
    }

    /// What is in the journal is often moved to the records.
    private DataFolder openFaultyAndMoving() {
        return openFaulty(new Writing(Sync.EACH_COMMIT).withJournal(SMALL_JOURNAL));
    }

    private FaultyFiles.Disk disk() {
        return FaultyFiles.disk(folder);
    }

    @Test
    void recordsAreReadAgainAfterAReopening() {
        try (DataFolder store = open()) {
            put(store, "a", "1");
            put(store, "b", "2");
            store.records("letters").remove("a");
        }

        try (DataFolder store = open()) {
            assertThat(letters(store)).containsExactly(Map.entry("b", "2"));
        }
    }

    @Test
    void recordsAreReadBeforeTheyAreOnDisk() {
        FaultyFiles.Disk disk = disk();
        try (DataFolder store = openFaulty()) {
            put(store, "a1", "1");
            put(store, "a2", "2");
            put(store, "b", "3");
            join(store);
            disk.refuseEverything();

            store.records("letters").removeAll("a");
            put(store, "a3", "4");
            store.records("letters").remove("b");

            assertThat(letters(store)).containsExactly(Map.entry("a3", "4"));
            assertThat(store.records("letters").bytes("a1")).isEmpty();
            assertThat(store.records("letters").bytes("a3")).hasValue("4".getBytes(UTF_8));
            disk.takeEverything();
        }
    }

    @Test
    void aFolderBelongsToOneProcess() {
        DataFolder store = open();

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        folder + " is in use by another process. Stop that one, or name another folder with --data.");
        store.close();
    }

    /// MVStore would commit by itself in the midst of so much, and a kill just then would leave half of it.
    @Test
    void aLargeBatchIsOneCommit() {
        RecordFile file = RecordFile.open(folder.resolve("large.mv").toString(), Sync.NEVER);
        long before = file.version();

        file.write(
                Batch.of(IntStream.range(0, 300)
                        .<Change>mapToObj(
                                i -> new Change.Put("records", "key-" + i, RecordBytes.of(new byte[100_000]), false))
                        .toList()),
                1);

        assertThat(file.version()).isEqualTo(before + 1);
        file.close();
    }

    @Test
    void aFolderOfAnotherVersionIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("stepgate.json"), "{\"schema\":7,\"commit\":1,\"time\":\"2026-01-01T00:00:00Z\"}");

        assertThatThrownBy(this::open)
                .hasMessage(
                        folder + " was written by another version of Stepgate (its schema is 7, this version reads 4)."
                                + " Run that version on it, or name another folder with --data.");
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataFolder.open(file, Sync.NEVER, DataFolder.Loss.REFUSED))
                .hasMessage(file + " is not a folder that can be written to: " + file + " is a file");
    }

    @Test
    void aDamagedStateFileIsRefusedUntilTheLossIsAccepted() throws IOException {
        try (DataFolder store = open()) {
            put(store, "a", "1");
        }
        Files.writeString(folder.resolve("stepgate.json"), "{\"schema\":");

        assertThatThrownBy(this::open)
                .hasMessageContaining("stepgate.json cannot be read")
                .hasMessageEndingWith("stepgate data " + folder + " --accept-loss");
        DataFolder.open(folder, Sync.NEVER, DataFolder.Loss.ACCEPTED).close();
        try (DataFolder store = open()) {
            assertThat(letters(store)).containsOnlyKeys("a");
        }
    }

    @Test
    void aFileThatIsNotAStoreIsRefused() throws IOException {
        Files.write(folder.resolve("records.mv"), new byte[20_000]);

        assertThatThrownBy(this::open).hasMessageContaining("is damaged").hasMessageContaining("move it away");
    }

    /// Whatever the power leaves of writes that were not synced, the disk holds a prefix of what was put, and in
    /// it all that was confirmed and no half of what belongs together.
    @ParameterizedTest
    @MethodSource("seeds")
    void aPowerFailureLosesNothingThatWasConfirmed(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        FaultyFiles.Disk disk = disk();
        Path after = Files.createDirectories(folder.resolve("after"));
        int confirmed = 0;
        int put = 0;
        try (DataFolder store = openFaultyAndMoving()) {
            for (int round = random.nextInt(1, 30); round > 0; round--) {
                for (int i = random.nextInt(20); i >= 0; i--) {
                    int pair = put++;
                    store.together(() -> {
                        put(store, "%06d a".formatted(pair), "x".repeat(random.nextInt(3_000)));
                        put(store, "%06d b".formatted(pair), "");
                        return pair;
                    });
                }
                if (random.nextBoolean()) {
                    join(store);
                    confirmed = put;
                }
            }
            disk.losePower(after, random);
        }

        List<String> keys;
        try (DataFolder store = DataFolder.open(after, Sync.NEVER, DataFolder.Loss.REFUSED)) {
            keys = List.copyOf(letters(store).keySet());
        }
        assertThat(keys.size() / 2).isBetween(confirmed, put);
        assertThat(keys).isEqualTo(pairs(keys.size() / 2));
    }

    private static List<String> pairs(int count) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Collections.addAll(keys, "%06d a".formatted(i), "%06d b".formatted(i));
        }
        return keys;
    }

    static List<Long> seeds() {
        return new SplittableRandom(14).longs(8).boxed().toList();
    }

    /// The disk refuses one write or sync after the other; what was refused comes to be there all the same.
    @ParameterizedTest
    @MethodSource("operations")
    void aFaultAtAnyWriteOrSyncLosesNothing(int operation) {
        FaultyFiles.Disk disk = disk();
        Map<String, String> expected = new TreeMap<>();
        DataFolder store = openFaultyAndMoving();
        int before = disk.operations();
        disk.refuse(before + operation, before + operation + 1);
        for (int i = 0; i < 10; i++) {
            String value = "v".repeat(SMALL_JOURNAL / 4) + i;
            put(store, "k" + i, value);
            expected.put("k" + i, value);
            store.confirmed().exceptionally(_ -> null).toCompletableFuture().join();
        }
        store.written().toCompletableFuture().join();
        assertThat(disk.operations()).isGreaterThan(before + operation);
        store.close();

        try (DataFolder again = open()) {
            assertThat(letters(again)).isEqualTo(expected);
        }
    }

    static List<Integer> operations() {
        return java.util.stream.IntStream.rangeClosed(1, 20).boxed().toList();
    }

    @Test
    void aFullDiskIsReportedUntilThereIsRoomAgain() {
        FaultyFiles.Disk disk = disk();
        DataFolder store = openFaulty();
        put(store, "a", "1");
        join(store);
        disk.refuseEverything();

        put(store, "b", "2");
        CompletableFuture<Void> patient = store.written().toCompletableFuture();
        assertThatThrownBy(() -> join(store))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StoreException.class)
                .hasMessageContaining("takes no more data")
                .hasMessageContaining("Nothing that was acknowledged is lost");
        assertThatThrownBy(store::requireRoom).isInstanceOf(StoreException.class);
        assertThat(patient).isNotDone();

        disk.takeEverything();
        patient.join();
        store.requireRoom();
        put(store, "c", "3");
        join(store);
        store.close();
        try (DataFolder again = open()) {
            assertThat(letters(again)).containsOnlyKeys("a", "b", "c");
        }
    }

    /// While every attempt to write closes the file and opens it again.
    @Test
    void whatIsOnAFullDiskIsReadAllTheTime() throws InterruptedException {
        FaultyFiles.Disk disk = disk();
        try (DataFolder store = openFaulty()) {
            for (int i = 0; i < 500; i++) {
                put(store, "%03d".formatted(i), "x".repeat(10_000));
            }
            join(store);
            disk.refuseEverything();
            put(store, "new", "1");
            int operations = disk.operations();

            while (disk.operations() < operations + 8) {
                assertThat(letters(store)).hasSize(501);
                assertThat(store.records("letters").bytes("499")).isPresent();
            }
            assertThat(store.records("nothing yet").bytes("a")).isEmpty();
            disk.takeEverything();
        }
    }

    /// By the thread that changes it.
    @Test
    void whatDoesNotWaitForTheDiskIsWrittenByTheWorkers() throws IOException {
        Writing writing = new Writing(Sync.NEVER).by(Runnable::run);
        try (DataFolder store = DataFolder.open(folder, writing, DataFolder.Loss.REFUSED)) {
            put(store, "a", "1");

            assertThat(store.confirmed().toCompletableFuture()).isCompleted();
            assertThat(Files.size(folder.resolve("journal-0"))).isPositive();
        }
    }

    @Test
    void anIdleStoreWritesNothing() {
        try (DataFolder store = open()) {
            put(store, "a", "1");
            join(store);

            await().until(store::isIdle);
        }
    }

    @Test
    void theSpaceOfDeletedRecordsIsReused() throws IOException {
        byte[] large = new byte[100_000];
        long size;
        Writing writing = new Writing(Sync.EACH_COMMIT).withJournal(SMALL_JOURNAL);
        try (DataFolder store = DataFolder.open(folder, writing, DataFolder.Loss.REFUSED)) {
            for (int i = 0; i < 200; i++) {
                new SplittableRandom(i).nextBytes(large);
                byte[] value = large.clone();
                store.records("letters").putBytes("k" + i, () -> value);
            }
            await().until(store::isIdle);
            size = Files.size(folder.resolve("records.mv"));
            store.records("letters").removeAll("k");
            join(store);
            store.shrink(120_000);
        }

        assertThat(Files.size(folder.resolve("records.mv"))).isLessThan(size / 10);
    }
}
