// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import static dev.stepgate.local.store.Letters.join;
import static dev.stepgate.local.store.Letters.letters;
import static dev.stepgate.local.store.Letters.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is in the files when a process is killed, whole or cut.
class KilledFolderTest {
    private static final int SMALL_JOURNAL = 20_000;

    @TempDir
    Path folder;

    static List<Long> seeds() {
        return new SplittableRandom(15).longs(8).boxed().toList();
    }

    private DataFolder open() {
        return DataFolder.open(folder, Sync.EACH_COMMIT, DataFolder.Loss.REFUSED);
    }

    /// Writes eight commits, and adds what is there after each.
    private static void writeEight(Store store, SplittableRandom random, List<Map<String, String>> states) {
        for (int i = 0; i < 8; i++) {
            put(store, "k" + random.nextInt(4), "v" + random.nextInt());
            join(store);
            states.add(letters(store));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : List.of("records.mv", "journal-0", "journal-1", "stepgate.json")) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    private static void cut(Path file, int length) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    }

    /// However often the files of the journal have taken turns, and whatever is left in them of earlier turns.
    @ParameterizedTest
    @MethodSource("seeds")
    void whatAProcessWasKilledWithIsThere(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path killed = folder.resolve("killed");
        Map<String, String> expected;
        Writing writing = new Writing(Sync.NEVER).by(Runnable::run).withJournal(SMALL_JOURNAL);
        try (DataFolder store = DataFolder.open(folder, writing, DataFolder.Loss.REFUSED)) {
            for (int i = random.nextInt(100); i >= 0; i--) {
                put(store, "k" + random.nextInt(20), "v".repeat(random.nextInt(i % 10 == 0 ? 600_000 : 2_000)));
                store.records("letters").remove("k" + random.nextInt(20));
            }
            await().until(store::isIdle);
            expected = letters(store);
            copy(folder, killed);
        }

        try (DataFolder again = DataFolder.open(killed, Sync.NEVER, DataFolder.Loss.REFUSED)) {
            assertThat(letters(again)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aTruncatedJournalIsDetected(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path killed = folder.resolve("killed");
        List<Map<String, String>> states = new ArrayList<>(List.of(Map.of()));
        try (DataFolder store = open()) {
            writeEight(store, random, states);
            copy(folder, killed);
        }
        Path journal = killed.resolve("journal-0");
        cut(journal, random.nextInt((int) Files.size(journal)));

        assertThatThrownBy(() -> DataFolder.open(killed, Sync.NEVER, DataFolder.Loss.REFUSED))
                .hasMessageStartingWith(killed + " is damaged: it ends at commit ")
                .hasMessageContaining(", but commit 8 was written to it by ")
                .hasMessageEndingWith("stepgate data " + killed + " --accept-loss");
        try (DataFolder store = DataFolder.open(killed, Sync.NEVER, DataFolder.Loss.ACCEPTED)) {
            assertThat(letters(store)).isIn(states);
        }
        DataFolder.open(killed, Sync.NEVER, DataFolder.Loss.REFUSED).close();
    }

    /// A file that ends too early is opened as it was at an earlier moment, or not at all; and then only after
    /// somebody has accepted that.
    @ParameterizedTest
    @MethodSource("seeds")
    void aTruncatedFileIsDetected(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<Map<String, String>> states = new ArrayList<>(List.of(Map.of()));
        try (DataFolder store = open()) {
            writeEight(store, random, states);
        }
        Path file = folder.resolve("records.mv");
        cut(file, random.nextInt((int) Files.size(file)));

        try (DataFolder store = open()) {
            assertThat(letters(store)).isEqualTo(states.getLast());
            return;
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining(folder + " is damaged");
        }
        try (DataFolder store = DataFolder.open(folder, Sync.EACH_COMMIT, DataFolder.Loss.ACCEPTED)) {
            assertThat(letters(store)).isIn(states);
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining("move it away");
        }
    }
}
