// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.store.Sync;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts executions of machines that use every kind of state, kills the runtime at random moments, in its start
/// too, and lets it go on. Whatever was acknowledged comes to the end that a run without kills gives, once. The
/// same on a disk that refuses a write or a sync now and then, there until something was acknowledged.
///
/// `-Dstepgate.kills=1000` for more than 25; `-Dstepgate.seed=` repeats the moments of another run.
class CrashTest {
    private static final int KILLS = Integer.getInteger("stepgate.kills", 25);
    private static final int KILLS_WITH_FAULTS = Math.max(3, KILLS / 10);
    private static final long SEED = Long.getLong("stepgate.seed", System.nanoTime());
    private static final long BUSY_NANOS = 50_000_000;

    /// Long enough for the store to compact.
    private static final long QUIET_NANOS = 2_500_000_000L;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final ExecutionUser executions = new ExecutionUser();
    private final ServiceUser services = new ServiceUser();
    private int names;
    private volatile boolean isBusy = true;
    private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();

    @Test
    void acknowledgedExecutionsEndOnceAsWithoutACrash() throws Exception {
        System.out.println("CrashTest: " + KILLS + " kills, seed " + SEED);
        for (int i = 0; i < KILLS; i++) {
            try (RuntimeProcess runtime = start(RuntimeProcess.Disk.SOUND)) {
                use(runtime);
            }
        }
        requireEverything();
    }

    @Test
    void nothingAcknowledgedIsLostByADiskThatRefusesWritesAndSyncs() throws Exception {
        System.out.println("CrashTest: " + KILLS_WITH_FAULTS + " kills on a faulty disk, seed " + SEED);
        for (int i = 0; i < KILLS_WITH_FAULTS || hasAcknowledgedTooLittle() && i < 20 * KILLS_WITH_FAULTS; i++) {
            try (RuntimeProcess runtime = start(RuntimeProcess.Disk.withFaults(random.nextLong()))) {
                use(runtime);
            }
        }
        requireEverything();
    }

    /// A disk may refuse so much, or the first kills come so early, that there is nothing to look for.
    private boolean hasAcknowledgedTooLittle() {
        return executions.started() == 0 || services.acknowledgements() == 0;
    }

    private RuntimeProcess start(RuntimeProcess.Disk disk) throws IOException {
        return RuntimeProcess.start(folder.resolve("data"), random.nextBoolean() ? Sync.NEVER : Sync.EACH_COMMIT, disk);
    }

    /// Works until some more requests have been acknowledged and a moment longer, and is killed then; one time in
    /// five it is killed while it starts.
    private void use(RuntimeProcess runtime) throws Exception {
        if (random.nextInt(5) == 0) {
            runtime.ready()
                    .completeOnTimeout(null, random.nextInt(50, 1_500), TimeUnit.MILLISECONDS)
                    .exceptionally(_ -> null)
                    .join();
        } else if (isReady(runtime)) {
            workUntilKilled(runtime, random.nextInt(1, 40));
        }
    }

    /// Its start may fail on a faulty disk only.
    private static boolean isReady(RuntimeProcess runtime) throws Exception {
        try {
            runtime.ready().get(2, TimeUnit.MINUTES);
            return true;
        } catch (ExecutionException e) {
            if (runtime.mayRefuse()) {
                return false;
            }
            throw e;
        }
    }

    private void workUntilKilled(RuntimeProcess runtime, int more) throws InterruptedException {
        List<Thread> users = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SplittableRandom own = random.split();
            users.add(user(() -> useExecutions(runtime, own)));
            SplittableRandom other = random.split();
            users.add(user(() -> useServices(runtime, other)));
        }
        users.add(user(() -> ExecutionUser.answerTokens(runtime)));
        users.add(user(() -> ExecutionUser.work(runtime)));
        int enough = acknowledgements() + more;
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> acknowledgements() >= enough || !surprises.isEmpty());
        isBusy = random.nextInt(6) > 0;
        LockSupport.parkNanos(random.nextLong(isBusy ? BUSY_NANOS : QUIET_NANOS)); // a moment of the seed
        runtime.kill();
        isBusy = true;
        for (Thread user : users) {
            user.join();
        }
        assertThat(surprises).as("seed %s", SEED).isEmpty();
    }

    private Thread user(Runnable work) {
        return Thread.ofVirtual()
                .uncaughtExceptionHandler((_, surprise) -> surprises.add(surprise))
                .start(work);
    }

    private int acknowledgements() {
        return executions.acknowledgements() + services.acknowledgements();
    }

    private void useExecutions(RuntimeProcess runtime, SplittableRandom own) {
        while (runtime.isAlive() && isBusy) {
            executions.use(runtime.client(), own, "-" + nextName());
        }
    }

    private void useServices(RuntimeProcess runtime, SplittableRandom own) {
        while (runtime.isAlive() && isBusy) {
            services.use(runtime.client(), own, "service-" + nextName());
        }
    }

    private synchronized int nextName() {
        return names++;
    }

    /// Starts once more, lets everything come to its end, and looks for all that was acknowledged.
    private void requireEverything() throws Exception {
        try (RuntimeProcess runtime = start(RuntimeProcess.Disk.SOUND)) {
            runtime.ready().get(2, TimeUnit.MINUTES);
            Thread tokens = Thread.ofVirtual().start(() -> ExecutionUser.answerTokens(runtime));
            Thread worker = Thread.ofVirtual().start(() -> ExecutionUser.work(runtime));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> executions.isOver(runtime.client()) && services.isOver(runtime.client()));
            assertThat(tokens.isAlive() && worker.isAlive()).isTrue();
            executions.verify(runtime.client());
            services.verify(runtime.client());
        }
    }
}
