// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.lambda.process.FunctionProcess;
import dev.stepgate.local.lambda.process.ProcessOutcome;
import dev.stepgate.local.lambda.process.RuntimeEvent;
import dev.stepgate.local.log.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// An execution environment that is a process. It ends when it has been idle for a long time, times out,
/// exits, or fails to initialize.
///
/// A process lives in real time: its clock, its time limit and its idle time are real. Virtual time stands
/// still while it runs, except when it waits for this runtime.
final class ProcessEnvironment implements ExecutionEnvironment {
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration INITIALIZATION = Duration.ofSeconds(10);
    private static final byte[] NO_PAYLOAD = "{}".getBytes(StandardCharsets.UTF_8);

    private final ProcessCode code;
    private volatile FunctionVersion function;
    private volatile FunctionProcess process;
    private volatile @Nullable Call call;
    private volatile boolean isAbandoned;
    private @Nullable Future<?> idle;
    private boolean isOver;

    ProcessEnvironment(FunctionVersion function, ProcessCode code) {
        this.function = function;
        this.code = code;
        this.process = code.process(this::line);
    }

    @Override
    public ProcessCode code() {
        return code;
    }

    @Override
    public void moveTo(FunctionVersion next) {
        function = next;
    }

    @Override
    public void serve(Call next) {
        stayAlive();
        call = next;
        limit(next, INITIALIZATION.plus(timeout()));
        run(next);
    }

    private void run(Call next) {
        boolean unused = process.invoke(event(next), timeout(), () -> limit(next, timeout()))
                .thenAccept(outcome -> end(next, outcome))
                .toCompletableFuture()
                .isDone();
    }

    /// Sets a limit in the runtime's time, which moves on while the function waits for this runtime; the
    /// process also has a limit in real time.
    private void limit(Call limited, Duration duration) {
        if (!code.hasDebugger()) {
            limited.limit(duration, () -> timeOut(limited));
        }
    }

    private static RuntimeEvent event(Call call) {
        byte[] payload = call.request().payload();
        return new RuntimeEvent(
                call.request().requestId(),
                payload.length == 0 ? NO_PAYLOAD : payload,
                call.target().invokedArn(),
                call.trace(),
                call.request().clientContext().map(SentClientContext::json),
                Optional.empty());
    }

    private void end(Call next, ProcessOutcome outcome) {
        String id = next.request().requestId();
        switch (outcome) {
            case ProcessOutcome.Answered answered -> succeed(next, answered.payload());
            case ProcessOutcome.Failed failed -> fail(next, failed.error(), releasing());
            case ProcessOutcome.TooLarge _ -> fail(next, ErrorPayload.answerTooLarge(), releasing());
            case ProcessOutcome.InitFailed failed -> {
                remark(failed.hint());
                fail(next, failed.error(), discarding());
            }
            case ProcessOutcome.NotStarted notStarted -> {
                remark(notStarted.message());
                fail(next, ErrorPayload.notStarted(id, notStarted.message()), discarding());
            }
            case ProcessOutcome.Exited exited -> fail(next, ErrorPayload.exited(id, exited.how()), discarding());
            case ProcessOutcome.TimedOut _ -> timeOut(next);
            case ProcessOutcome.Lost _ -> {
                process = code.process(this::line);
                run(next);
            }
        }
    }

    private void succeed(Call next, byte[] answer) {
        if (next.end()) {
            next.succeed(answer, releasing());
        }
    }

    private void fail(Call next, byte[] error, Runnable before) {
        if (next.end()) {
            next.fail(error, before);
        }
    }

    private void timeOut(Call late) {
        fail(late, ErrorPayload.timedOut(late.request().requestId(), timeout()), discarding());
    }

    private void remark(String text) {
        if (!text.isEmpty()) {
            line(text);
        }
    }

    /// Passes on one line of the process's output.
    private void line(String text) {
        if (isAbandoned) {
            return;
        }
        String name = function.configuration().logicalId();
        FunctionDependencies to = code.services();
        Call running = call;
        if (running != null) {
            running.logged(text);
        }
        if (to.log().isOff()) {
            return;
        }
        String requestId = running == null ? "" : running.request().requestId();
        LogEvent line = new LogEvent.FunctionLine(to.time().now(), name, requestId, text);
        if (running == null) {
            to.log().add(line);
        } else {
            running.hold().meanwhile(() -> to.log().add(line));
        }
    }

    private Runnable releasing() {
        FunctionVersion used = function;
        return () -> {
            call = null;
            endWhenIdle();
            used.release(this);
        };
    }

    private Runnable discarding() {
        FunctionVersion used = function;
        return () -> used.discard(this);
    }

    private synchronized void endWhenIdle() {
        idle = code.services().processes().after(IDLE, () -> {
            if (function.removeIdle(this)) {
                end();
            }
        });
    }

    private synchronized void stayAlive() {
        if (idle != null) {
            idle.cancel(false);
            idle = null;
        }
    }

    /// Ends the process, which has no call at this point, so there is nothing to wait for.
    @Override
    public void end() {
        abandon();
    }

    @Override
    public void abandon() {
        isAbandoned = true;
        stayAlive();
        synchronized (this) {
            if (isOver) {
                return;
            }
            isOver = true;
        }
        process.kill();
        boolean unused = process.ended().thenRun(code::leave).isDone();
    }

    @Override
    public boolean awaitEnd(Duration patience) {
        try {
            process.ended().get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Duration timeout() {
        return function.configuration().limits().timeout();
    }

    @Override
    public String toString() {
        return "a process of " + function.configuration().logicalId();
    }
}
