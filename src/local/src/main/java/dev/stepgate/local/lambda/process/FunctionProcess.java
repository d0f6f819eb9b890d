// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import dev.stepgate.local.http.HttpLimits;
import dev.stepgate.local.http.HttpServer;
import dev.stepgate.local.http.ListenException;
import dev.stepgate.local.http.ServerAddress;
import dev.stepgate.local.http.ServerHandlers;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One process of a function, which has one event at a time. It starts with its first event, and the runtime
/// listens for it alone on a loopback port, because the Runtime API has no other way to distinguish its
/// clients. Made by [PackagedCode#process]; thread-safe; nothing here blocks.
public final class FunctionProcess {
    /// The time that Lambda gives a process to initialize, in addition to the timeout of its first call.
    private static final Duration INITIALIZATION = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final File NOTHING = new File("/dev/null");

    /// The limits on requests. Answers larger than Lambda allows are read to their end, so that they can be
    /// refused with a clear error.
    private static final HttpLimits LIMITS =
            new HttpLimits(16 * 1024, 256 * 1024, 64 * 1024 * 1024, 32 * 1024, 128 * 1024, patience());

    private final PackagedCode code;
    private final Processes processes;
    private final Map<String, String> environment;
    private final Consumer<String> lines;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Running running;
    private @Nullable Current current;
    private @Nullable CompletableFuture<RuntimeApi.Taken> asked;
    private boolean isStarted;
    private boolean isReady;
    private boolean isOver;

    FunctionProcess(PackagedCode code, Processes processes, Map<String, String> environment, Consumer<String> lines) {
        this.code = code;
        this.processes = processes;
        this.environment = environment;
        this.lines = lines;
    }

    /// The parts of a running process.
    private record Running(
            Process process, HttpServer server, OutputLines output, Future<?> polling, boolean hasDebugger) {}

    /// The event that the process has, or is about to receive.
    private static final class Current {
        private final RuntimeEvent event;
        private final Duration timeout;
        private final Runnable begun;
        private final CompletableFuture<ProcessOutcome> outcome = new CompletableFuture<>();
        private @Nullable Future<?> limit;
        private boolean isTaken;

        Current(RuntimeEvent event, Duration timeout, Runnable begun) {
            this.event = event;
            this.timeout = timeout;
            this.begun = begun;
        }

        void cancelLimit() {
            if (limit != null) {
                limit.cancel(false);
            }
        }
    }

    /// Gives the process an event; it must have none. The stage always ends successfully, on a thread that
    /// must not block.
    ///
    /// @param timeout in real time, from the moment the process takes the event
    /// @param begun is run at that moment; it must not block
    public CompletionStage<ProcessOutcome> invoke(RuntimeEvent event, Duration timeout, Runnable begun) {
        Current next = new Current(event, timeout, begun);
        synchronized (this) {
            if (current != null) {
                throw new IllegalStateException("the process has an event already");
            }
            if (isOver) {
                return CompletableFuture.completedFuture(new ProcessOutcome.Lost());
            }
            current = next;
            limit(next, INITIALIZATION.plus(timeout));
            if (asked != null) {
                CompletableFuture<RuntimeApi.Taken> waiting = asked;
                asked = null;
                waiting.complete(take(next));
            } else if (!isStarted) {
                isStarted = true;
                processes.away("function-start", () -> start(next));
            }
        }
        return next.outcome;
    }

    /// Kills the process with everything that it has started, and drops its current event. Killing it again
    /// has no effect.
    public void kill() {
        Running killed;
        synchronized (this) {
            isOver = true;
            if (current != null) {
                current.cancelLimit();
                current = null;
            }
            killed = running;
            if (!isStarted) {
                ended.complete(null);
            }
        }
        if (killed != null) {
            processes.away("function-kill", () -> kill(killed.process));
        }
    }

    /// Completes when the process has ended and left nothing behind; at once where it was killed before it
    /// was started.
    public CompletableFuture<Void> ended() {
        return ended;
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void limit(Current limited, Duration duration) {
        limited.cancelLimit();
        if (!code.hasDebugger()) {
            limited.limit = processes.after(duration, () -> timeOut(limited));
        }
    }

    private void timeOut(Current late) {
        processes.away("function-timeout", () -> {
            drain();
            if (finish(late)) {
                kill();
                late.outcome.complete(new ProcessOutcome.TimedOut());
            }
        });
    }

    /// Returns true to the single caller that may complete the outcome.
    private synchronized boolean finish(@Nullable Current ending) {
        if (ending == null || current != ending) {
            return false;
        }
        ending.cancelLimit();
        current = null;
        return true;
    }

    /// Must be called with the lock held.
    private RuntimeApi.Taken take(Current taken) {
        taken.isTaken = true;
        limit(taken, taken.timeout);
        taken.begun.run();
        return new RuntimeApi.Taken(taken.event, System.currentTimeMillis() + taken.timeout.toMillis());
    }

    private void start(Current first) {
        boolean hasDebugger = code.takeDebugger();
        Optional<HttpServer> server = Optional.empty();
        try {
            Command command = code.command(environment.getOrDefault("_HANDLER", ""), hasDebugger);
            code.remark(command).ifPresent(lines);
            server = Optional.of(HttpServer.startOn(
                    processes.network(),
                    ServerAddress.loopback(0),
                    LIMITS,
                    ServerHandlers.http(new RuntimeApi(new Client()))));
            start(command, server.get(), hasDebugger);
        } catch (NotStartedException e) {
            notStarted(first, e.message(), server, hasDebugger);
        } catch (IOException | ListenException e) {
            notStarted(first, String.valueOf(e.getMessage()), server, hasDebugger);
        }
    }

    private void start(Command command, HttpServer server, boolean hasDebugger) throws IOException {
        Process process = builder(command, server).start();
        Watchdog watchdog = processes.watchdog();
        watchdog.add(process.pid());
        OutputLines output = new OutputLines(process.getInputStream(), lines);
        Running started = new Running(process, server, output, processes.every(POLL, output::poll), hasDebugger);
        boolean isKilled;
        synchronized (this) {
            running = started;
            isKilled = isOver;
        }
        processes.add(this);
        if (isKilled) {
            kill(process);
        }
        CompletableFuture<Void> unused =
                process.onExit().thenRun(() -> processes.away("function-exit", () -> exited(started, watchdog)));
    }

    private ProcessBuilder builder(Command command, HttpServer server) {
        ProcessBuilder builder = new ProcessBuilder(command.inNewGroup())
                .directory(command.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(NOTHING);
        Map<String, String> variables = new LinkedHashMap<>(command.environment(environment));
        variables.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.port());
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder;
    }

    private void notStarted(Current first, String message, Optional<HttpServer> server, boolean hasDebugger) {
        server.ifPresent(HttpServer::close);
        if (hasDebugger) {
            code.giveDebuggerBack();
        }
        synchronized (this) {
            isOver = true;
        }
        ended.complete(null);
        if (finish(first)) {
            first.outcome.complete(new ProcessOutcome.NotStarted(message));
        }
    }

    private void exited(Running over, Watchdog watchdog) {
        watchdog.remove(over.process.pid());
        over.polling.cancel(false);
        over.output.drain(true);
        over.output.close();
        Current unanswered;
        boolean isLost;
        synchronized (this) {
            isOver = true;
            unanswered = current;
            isLost = unanswered != null && isReady && !unanswered.isTaken;
        }
        if (unanswered != null && finish(unanswered)) {
            unanswered.outcome.complete(
                    isLost
                            ? new ProcessOutcome.Lost()
                            : new ProcessOutcome.Exited(ExitStatus.describe(over.process.exitValue())));
        }
        release(over);
    }

    private void release(Running over) {
        if (over.hasDebugger) {
            code.giveDebuggerBack();
        }
        over.server.disconnect();
        over.server.close();
        processes.remove(this);
        ended.complete(null);
    }

    private void drain() {
        Running now;
        synchronized (this) {
            now = running;
        }
        if (now != null) {
            now.output.drain(true);
        }
    }

    private static HttpLimits.Patience patience() {
        HttpLimits.Patience usual = HttpLimits.Patience.usual();
        return new HttpLimits.Patience(
                usual.head(), usual.body(), Duration.ofHours(1), usual.write(), Duration.ofSeconds(1));
    }

    /// Handles the calls of the process to the Runtime API.
    private final class Client implements RuntimeApi.Sandbox {
        @Override
        public CompletionStage<RuntimeApi.Taken> next() {
            synchronized (FunctionProcess.this) {
                isReady = true;
                Current there = current;
                if (there != null && !there.isTaken) {
                    return CompletableFuture.completedFuture(take(there));
                }
                CompletableFuture<RuntimeApi.Taken> waiting = new CompletableFuture<>();
                asked = waiting;
                return waiting;
            }
        }

        @Override
        public boolean end(String requestId, ProcessOutcome outcome) {
            Current answered;
            synchronized (FunctionProcess.this) {
                answered = current;
            }
            if (answered == null
                    || !answered.isTaken
                    || !answered.event.requestId().equals(requestId)) {
                return false;
            }
            drain();
            boolean ends = finish(answered);
            if (ends) {
                answered.outcome.complete(outcome);
            }
            return ends;
        }

        @Override
        public boolean initError(byte[] error) {
            Current first;
            synchronized (FunctionProcess.this) {
                if (isReady) {
                    return false;
                }
                isOver = true;
                first = current;
            }
            drain();
            if (first != null && finish(first)) {
                first.outcome.complete(new ProcessOutcome.InitFailed(error, code.hint(error)));
            }
            return true;
        }
    }
}
