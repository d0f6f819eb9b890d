// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Measures how much memory a server takes with ten thousand WebSockets open at once, each of which gets an
/// answer.
final class ConnectionsBenchmark {
    private static final int CONNECTIONS = 10_000;
    private static final int OPENED_AT_ONCE = 200;
    private static final int SPARE_FILES = 500;
    private static final long AIM_MIB = 1024;

    /// A step that one client carries out.
    @FunctionalInterface
    private interface Step {
        void run(int number) throws Exception;
    }

    void run() throws IOException, InterruptedException {
        requireFiles();
        try (ServerProcess server = new ServerProcess()) {
            long before = server.memory().residentMib();
            WebSocketClient[] clients = new WebSocketClient[CONNECTIONS];
            long begin = System.nanoTime();
            int opened = all(number -> clients[number] = WebSocketClient.open(server.webSocket(), number));
            long seconds = (System.nanoTime() - begin) / 1_000_000_000;
            int answered = all(number -> clients[number].ask("{\"number\": " + number + "}"));
            ServerProcess.Memory memory = server.memory();
            all(number -> clients[number].close());
            print(new Outcome(opened, seconds, answered), before, memory);
        }
    }

    /// Requires enough open files; both processes have the same number of sockets and the same limit.
    private static void requireFiles() throws IOException {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < CONNECTIONS + SPARE_FILES) {
            throw new IOException("a process may open " + system.getMaxFileDescriptorCount() + " files, and "
                    + (CONNECTIONS + SPARE_FILES) + " are needed: see ulimit -Hn");
        }
    }

    private record Outcome(int opened, long seconds, int answered) {}

    /// Runs a step for every client; returns how many succeed.
    private static int all(Step step) throws InterruptedException {
        Semaphore places = new Semaphore(OPENED_AT_ONCE);
        List<Future<?>> running = new ArrayList<>();
        int succeeded = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                int number = i;
                places.acquire();
                running.add(threads.submit(() -> run(step, number, places)));
            }
            for (Future<?> one : running) {
                succeeded += hasSucceeded(one) ? 1 : 0;
            }
        }
        return succeeded;
    }

    private static boolean run(Step step, int number, Semaphore places) throws Exception {
        try {
            step.run(number);
            return true;
        } finally {
            places.release();
        }
    }

    private static boolean hasSucceeded(Future<?> step) throws InterruptedException {
        try {
            step.get();
            return true;
        } catch (ExecutionException e) {
            System.err.println(e.getCause());
            return false;
        }
    }

    private static void print(Outcome outcome, long residentBefore, ServerProcess.Memory memory) {
        Table table = new Table(
                CONNECTIONS + " WebSockets open at once",
                "open",
                "within",
                "answered",
                "resident before",
                "resident",
                "aim",
                "heap");
        table.row(
                Integer.toString(outcome.opened()),
                outcome.seconds() + " s",
                Integer.toString(outcome.answered()),
                residentBefore + " MiB",
                memory.residentMib() + " MiB",
                "< " + AIM_MIB + " MiB",
                memory.heapMib() + " MiB");
        table.print();
    }
}
