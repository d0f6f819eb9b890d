// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One call from the moment an environment has been found for it. It ends once: by the handler, by its time limit or by
/// the end of its environment, whatever comes first. While it runs, virtual time stands still, except when the handler
/// sleeps.
final class Call {

    private static final int TAIL_LENGTH = 4096;

    private final Target target;
    private final InvokeRequest request;
    private final Time time;
    private final CompletableFuture<Invocation> result = new CompletableFuture<>();
    private final StringBuilder tail = new StringBuilder();
    private final long start;
    private Time.Hold hold;
    private Time.@Nullable Timer limit;
    private long deadline;
    private Time.@Nullable Timer sleep;
    private boolean over;

    Call(Target target, InvokeRequest request, Time time) {
        this.target = target;
        this.request = request;
        this.time = time;
        this.hold = time.hold();
        this.start = time.millis();
        logged("START RequestId: " + request.requestId() + " Version: " + target.version());
    }

    Target target() {
        return target;
    }

    InvokeRequest request() {
        return request;
    }

    CompletionStage<Invocation> result() {
        return result;
    }

    /// From now on the call may take this long; an earlier limit is void.
    synchronized void limit(Duration duration, Runnable onTimeout) {
        if (limit != null) {
            limit.cancel();
        }
        if (!over) {
            deadline = time.millis() + duration.toMillis();
            limit = time.after(duration, onTimeout);
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

    /// Whether this is the end; false when the call had ended before. Whoever gets true has to [#answer].
    synchronized boolean end() {
        if (over) {
            return false;
        }
        over = true;
        if (sleep != null) {
            sleep.cancel();
        }
        if (limit != null) {
            limit.cancel();
        }
        return true;
    }

    void succeed(byte[] answer) {
        answer(new Invocation.Succeeded(answer, facts()));
    }

    void fail(byte[] error) {
        answer(new Invocation.FunctionError(error, facts()));
    }

    /// The handler's thread sleeps; the future ends when it may go on. Cancelling it ends the sleep early.
    synchronized Future<?> sleep(Duration duration) {
        Sleep end = new Sleep();
        sleep = time.after(duration, end::over);
        hold.close();
        return end;
    }

    private synchronized void stopSleep() {
        if (sleep != null) {
            sleep.cancel();
        }
        wake();
    }

    private synchronized void wake() {
        if (sleep != null && !over) {
            hold = time.hold();
        }
        sleep = null;
    }

    private void answer(Invocation invocation) {
        Time.Hold last = held();
        time.execute(() -> {
            try {
                result.complete(invocation);
            } finally {
                last.close();
            }
        });
    }

    /// What comes of the answer happens at the instant of the answer, also after a time limit that ended a sleep.
    private synchronized Time.Hold held() {
        Time.Hold last = time.hold();
        hold.close();
        return last;
    }

    /// The log ends as Lambda ends it.
    private synchronized Invocation.Call facts() {
        long millis = time.millis() - start;
        logged("END RequestId: " + request.requestId());
        logged("REPORT RequestId: " + request.requestId() + "\tDuration: " + millis + ".00 ms\tBilled Duration: "
                + Math.max(millis, 1) + " ms\tMemory Size: "
                + target.configuration().limits().memoryMb() + " MB");
        return new Invocation.Call(request.requestId(), target.version(), tail.toString());
    }

    private final class Sleep extends CompletableFuture<Void> {
        void over() {
            wake();
            complete(null);
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            stopSleep();
            return super.cancel(mayInterrupt);
        }
    }
}
