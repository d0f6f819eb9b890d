// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One call from the moment an environment has been found for it. It ends once: by the handler, by its time
/// limit or by the end of its environment, whichever comes first. While it runs, virtual time stands still,
/// except when the handler sleeps or waits for this runtime.
final class Call {

    private static final int TAIL_LENGTH = 4096;

    private final InvocationTarget target;
    private final InvokeRequest request;
    private final FunctionDependencies services;
    private final Time time;
    private final Time.Hold hold;
    private final String trace;
    private final CompletableFuture<InvocationResult> result = new CompletableFuture<>();
    private final StringBuilder tail = new StringBuilder();
    private final long start;
    private Time.@Nullable Timer limit;
    private long deadline;
    private Time.@Nullable Timer sleep;
    private @Nullable RandomGenerator random;
    private boolean over;

    Call(InvocationTarget target, InvokeRequest request, FunctionDependencies services) {
        this.target = target;
        this.request = request;
        this.services = services;
        this.time = services.time();
        this.hold = time.hold(this);
        this.start = time.millis();
        this.trace = services.callers().add(this);
        logged("START RequestId: " + request.requestId() + " Version: " + target.version());
    }

    InvocationTarget target() {
        return target;
    }

    InvokeRequest request() {
        return request;
    }

    CompletionStage<InvocationResult> result() {
        return result;
    }

    /// The generator of the function's random numbers, which are the same for the same call in every run.
    synchronized RandomGenerator random() {
        RandomGenerator known = random;
        if (known == null) {
            known = RunningCalls.random(trace);
            random = known;
        }
        return known;
    }

    /// The start, in milliseconds since the epoch.
    long start() {
        return start;
    }

    /// The tracing header that the function sends with its requests: `Root=...;Parent=...;Sampled=0`.
    String trace() {
        return trace;
    }

    /// Sets the call's time limit, which replaces an earlier one.
    synchronized void limit(Duration duration, Runnable onTimeout) {
        if (limit != null) {
            limit.cancel();
        }
        if (!over) {
            deadline = time.millis() + duration.toMillis();
            limit = hold.after(duration, onTimeout);
        }
    }

    synchronized int remainingMillis() {
        return (int) Math.max(0, deadline - time.millis());
    }

    /// Adds to the log, of which the last 4 KB are kept.
    synchronized void logged(String text) {
        tail.append(text).append('\n');
        if (tail.length() > TAIL_LENGTH) {
            tail.delete(0, tail.length() - TAIL_LENGTH);
        }
    }

    /// Ends the call; returns false when it had ended before. A caller that gets true must then let it
    /// succeed or fail.
    synchronized boolean end() {
        if (over) {
            return false;
        }
        over = true;
        stopSleep();
        if (limit != null) {
            limit.cancel();
        }
        return true;
    }

    void succeed(byte[] answer, Runnable before) {
        answer(new InvocationResult.Succeeded(answer, facts()), before);
    }

    void fail(byte[] error, Runnable before) {
        answer(new InvocationResult.FunctionError(error, facts()), before);
    }

    /// Puts the handler's thread to sleep until the returned future ends. Cancelling it ends the sleep early.
    synchronized Future<?> sleep(Duration duration) {
        Sleep end = new Sleep();
        sleep = hold.after(duration, end::over);
        hold.await(() -> {});
        return end;
    }

    private synchronized void stopSleep() {
        if (sleep != null) {
            sleep.cancel();
        }
    }

    /// The hold that keeps virtual time from moving while the function is not waiting.
    Time.Hold hold() {
        return hold;
    }

    /// @param before frees the call's resources
    private void answer(InvocationResult invocation, Runnable before) {
        services.callers().remove(this);
        hold.end(() -> {
            before.run();
            result.complete(invocation);
        });
    }

    /// Describes the call; its log ends as on Lambda.
    private synchronized InvocationResult.Call facts() {
        long millis = time.millis() - start;
        logged("END RequestId: " + request.requestId());
        logged("REPORT RequestId: " + request.requestId() + "\tDuration: " + millis + ".00 ms\tBilled Duration: "
                + Math.max(millis, 1) + " ms\tMemory Size: "
                + target.configuration().limits().memoryMb() + " MB");
        return new InvocationResult.Call(request.requestId(), target.version(), tail.toString());
    }

    @Override
    public String toString() {
        return "the call " + request.requestId() + " of "
                + target.configuration().logicalId();
    }

    private final class Sleep extends CompletableFuture<Void> {
        void over() {
            if (complete(null)) {
                hold.resume();
            }
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            stopSleep();
            boolean cancelled = super.cancel(mayInterrupt);
            if (cancelled) {
                hold.resume();
            }
            return cancelled;
        }
    }
}
