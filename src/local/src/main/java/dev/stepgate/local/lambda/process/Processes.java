// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import dev.stepgate.local.http.NetworkThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The resources that all processes of functions share: network threads, a clock (always the real one), a
/// temporary folder, and the [Watchdog]. They are created with the first process. Made once for all functions
/// of a runtime; thread-safe.
public final class Processes implements AutoCloseable {
    private static final int NETWORK_THREADS = 2;
    private static final int PATIENCE_SECONDS = 10;

    private final Map<Path, Optional<Interpreter>> interpreters = new ConcurrentHashMap<>();
    private final Set<FunctionProcess> alive = ConcurrentHashMap.newKeySet();
    private @Nullable Shared shared;
    private boolean closed;

    private record Shared(Path folder, Watchdog watchdog, NetworkThreads network, ScheduledThreadPoolExecutor clock) {
        static Shared start() throws IOException {
            Path folder = Files.createTempDirectory("stepgate-functions-");
            ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("functions-clock").factory());
            clock.setRemoveOnCancelPolicy(true);
            return new Shared(
                    folder, Watchdog.start(folder), new NetworkThreads("functions-http", NETWORK_THREADS), clock);
        }
    }

    /// Opens the code of a function as it is now. Reads no files until the first process is started.
    public PackagedCode open(FunctionPackage function) {
        return new PackagedCode(function, this);
    }

    /// Runs an action after a real delay, unless it is cancelled; it must not block.
    public Future<?> after(Duration delay, Runnable action) {
        return shared().clock.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    Future<?> every(Duration period, Runnable action) {
        return shared().clock.scheduleWithFixedDelay(action, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Runs an action that may block.
    void away(String what, Runnable action) {
        Thread.ofVirtual().name(what).start(action);
    }

    NetworkThreads network() {
        return shared().network;
    }

    Watchdog watchdog() {
        return shared().watchdog;
    }

    /// Makes a new folder, which is removed when this JVM ends, or earlier.
    Path newFolder(String name) throws IOException {
        return Files.createTempDirectory(shared().folder, name + "-");
    }

    /// Copies a resource of this package to the temporary folder.
    Path resource(String name) throws IOException {
        synchronized (this) {
            Path file = shared().folder.resolve("runtime").resolve(name);
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                try (InputStream in = Objects.requireNonNull(Processes.class.getResourceAsStream(name), name)) {
                    Files.copy(in, file);
                }
            }
            return file;
        }
    }

    /// Copies a file of a jar to the temporary folder.
    synchronized Path extracted(Path jar, String entry) throws IOException {
        Path file = shared().folder
                .resolve("runtime")
                .resolve(Integer.toHexString(jar.hashCode()))
                .resolve(String.valueOf(Path.of(entry).getFileName()));
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Archives.extract(jar, entry, file);
        }
        return file;
    }

    /// Asks a program for its version, once; absent when it does not run.
    Optional<Interpreter> interpreter(Path program, Interpreter.Language language) {
        return interpreters.computeIfAbsent(program, _ -> Interpreter.asked(program, language));
    }

    void add(FunctionProcess process) {
        alive.add(process);
    }

    void remove(FunctionProcess process) {
        alive.remove(process);
    }

    /// Kills all remaining processes, and removes all temporary files.
    @Override
    public void close() {
        List<FunctionProcess> left = List.copyOf(alive);
        left.forEach(FunctionProcess::kill);
        CompletableFuture.allOf(left.stream().map(FunctionProcess::ended).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        Shared ended;
        synchronized (this) {
            ended = shared;
            shared = null;
            closed = true;
        }
        if (ended != null) {
            ended.clock.shutdownNow();
            ended.watchdog.close();
            ended.network.close();
        }
    }

    private synchronized Shared shared() {
        Shared known = shared;
        if (known == null) {
            if (closed) {
                throw new IllegalStateException("the functions have been closed");
            }
            try {
                known = Shared.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            shared = known;
        }
        return known;
    }
}
