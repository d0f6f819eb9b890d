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
/// limit or by the end of its environment, whatever comes first. While it runs, virtual time stands still,
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

    /// What its function takes its random numbers from, the same in every run in which it is the same call.
    synchronized RandomGenerator random() {
        RandomGenerator known = random;
        if (known == null) {
            known = RunningCalls.random(trace);
            random = known;
        }
        return known;
    }

    /// In milliseconds since the epoch.
    long start() {
        return start;
    }

    /// What the function sends along with its requests: `Root=...;Parent=...;Sampled=0`.
    String trace() {
        return trace;
    }

    /// From now on the call may take this long; an earlier limit is void.
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

    /// Keeps the last 4 KB.
    synchronized void logged(String text) {
        tail.append(text).append('\n');
        if (tail.length() > TAIL_LENGTH) {
            tail.delete(0, tail.length() - TAIL_LENGTH);
        }
    }

    /// Whether this is the end; false when the call had ended before. Whoever gets true has to let it
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

    /// The handler's thread sleeps; the future ends when it may go on. Cancelling it ends the sleep early.
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

    /// What keeps virtual time from moving while the function does not wait.
    Time.Hold hold() {
        return hold;
    }

    /// @param before frees what the call has used
    private void answer(InvocationResult invocation, Runnable before) {
        services.callers().remove(this);
        hold.end(() -> {
            before.run();
            result.complete(invocation);
        });
    }

    /// The log ends as Lambda ends it.
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
