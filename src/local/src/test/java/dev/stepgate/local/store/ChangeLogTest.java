// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What is taken from the log to be written holds units as a whole, however they overlap.
class ChangeLogTest {
    private final ChangeLog log = new ChangeLog(() -> {}, 0);

    private void put(String key) {
        log.add(new Change.Put("records", key, RecordBytes.of(new byte[0]), false));
    }

    private List<String> taken() {
        ChangeLog.Taken taken = log.take();
        log.wrote(taken).run();
        return taken.changes().stream().map(each -> ((Change.Put) each).key()).toList();
    }

    /// A unit that puts two keys, the second one when it may.
    private Future<?> unit(
            ExecutorService threads, String key, CompletableFuture<Void> begun, CompletableFuture<Void> may) {
        return threads.submit(() -> log.together(() -> {
            put(key + "1");
            begun.complete(null);
            may.join();
            put(key + "2");
            return key;
        }));
    }

    @Test
    void aUnitThatIsOverWaitsForOneThatBeganInIt() throws Exception {
        CompletableFuture<Void> aBegun = new CompletableFuture<>();
        CompletableFuture<Void> aMay = new CompletableFuture<>();
        CompletableFuture<Void> bBegun = new CompletableFuture<>();
        CompletableFuture<Void> bMay = new CompletableFuture<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            put("before");
            Future<?> a = unit(threads, "a", aBegun, aMay);
            aBegun.join();
            Future<?> b = unit(threads, "b", bBegun, bMay);
            bBegun.join();
            aMay.complete(null);
            a.get();

            assertThat(taken()).containsExactly("before");
            assertThat(taken()).isEmpty();

            bMay.complete(null);
            b.get();
            assertThat(taken()).containsExactly("a1", "b1", "a2", "b2");
        }
    }

    @Test
    void whoeverMayWriteIsToldWhenAUnitIsOver() {
        AtomicInteger told = new AtomicInteger();
        ChangeLog telling = new ChangeLog(told::incrementAndGet, 0);

        String unused = telling.together(() -> {
            change(telling, "a");
            assertThat(told).hasValue(0);
            return "";
        });
        assertThat(told).hasValue(1);

        change(telling, "b");
        assertThat(told).hasValue(2);
    }

    private static void change(ChangeLog log, String key) {
        log.add(new Change.Put("records", key, RecordBytes.of(new byte[0]), false));
        CompletableFuture<Void> unused = log.await(true);
    }

    @Test
    void aCommitWaitsForHalfOfThoseWhoAsked() throws Exception {
        ChangeLog patient = new ChangeLog(() -> {}, Long.MAX_VALUE);
        List<String> crowd = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        crowd.forEach(key -> change(patient, key));
        patient.wrote(patient.take()).run();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            change(patient, "a2");
            Future<ChangeLog.Taken> next = threads.submit(patient::take);
            crowd.subList(1, 4).forEach(key -> change(patient, key + "2"));

            assertThat(next.get().changes()).hasSize(4);
        }
    }

    @Test
    void thoseWhoDoNotComeAgainHoldNothingUp() {
        ChangeLog brief = new ChangeLog(() -> {}, 1_000_000);
        for (int i = 0; i < 8; i++) {
            change(brief, "a" + i);
        }
        brief.wrote(brief.take()).run();

        change(brief, "b");

        assertThat(brief.take().changes()).hasSize(1);
    }

    @Test
    void oneAfterTheOtherIsNeverWaitedFor() {
        ChangeLog patient = new ChangeLog(() -> {}, Long.MAX_VALUE);
        for (String key : List.of("a", "b", "c")) {
            change(patient, key);
            ChangeLog.Taken taken = patient.take();
            assertThat(taken.changes()).hasSize(1);
            patient.wrote(taken).run();
        }
    }

    @Test
    void noUnitIsEverTakenInPartsAndAllAreTaken() throws Exception {
        int units = 2_000;
        int threads = 8;
        Set<String> open = new HashSet<>();
        try (ExecutorService users = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int user = i;
                all.add(users.submit(() -> {
                    for (int n = 0; n < units; n++) {
                        String key = user + "-" + n + "-";
                        String unused = log.together(() -> {
                            put(key + "1");
                            Thread.onSpinWait();
                            put(key + "2");
                            return key;
                        });
                    }
                }));
            }
            for (int seen = 0; seen < 2 * units * threads; ) {
                for (String key : taken()) {
                    seen++;
                    String unit = key.substring(0, key.length() - 1);
                    boolean isFirst = key.endsWith("1");
                    assertThat(isFirst ? open.add(unit) : open.remove(unit)).isTrue();
                }
                assertThat(open).isEmpty();
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }
}
