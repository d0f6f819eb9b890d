// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.time.Time;
import java.io.IOError;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// An execution environment: one instance of the handler and the thread that runs it, one call at a time. It
/// makes the instance at its first call and ends when it has been idle for a long time, times out, exits or
/// cannot make the instance.
final class JvmEnvironment implements ExecutionEnvironment {

    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration INITIALIZATION = Duration.ofSeconds(10);

    /// The exit status of a JVM whose main thread does not catch an exception.
    private static final int UNCAUGHT = 1;

    private final FunctionCode code;
    private final Set<Process> children = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Optional<Call>> calls = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final RandomGenerator random;
    private volatile FunctionVersion function;
    private @Nullable Handler handler;
    private volatile @Nullable Call call;
    private volatile boolean broken;
    private boolean outOfMemory;

    JvmEnvironment(FunctionVersion function, FunctionCode code) {
        this.function = function;
        this.code = code;
        this.random = RunningCalls.random(code.logStream() + " " + code.enter());
        thread = Thread.ofPlatform()
                .daemon()
                .name("lambda-" + function.configuration().logicalId())
                .inheritInheritableThreadLocals(false)
                .start(this::run);
    }

    @Override
    public FunctionCode code() {
        return code;
    }

    @Override
    public void serve(Call next) {
        next.limit(INITIALIZATION.plus(timeout()), () -> timeOut(next));
        calls.add(Optional.of(next));
    }

    @Override
    public void moveTo(FunctionVersion next) {
        function = next;
    }

    @Override
    public void end() {
        calls.add(Optional.empty());
    }

    /// Interrupts a running handler, and kills the programs that it has started.
    @Override
    public void abandon() {
        broken = true;
        thread.interrupt();
        end();
        killChildren();
    }

    private void killChildren() {
        children.forEach(child -> {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
        });
    }

    @Override
    public boolean awaitEnd(Duration patience) {
        try {
            return thread.join(patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The call that is running; null between calls.
    @Nullable
    Call call() {
        return call;
    }

    boolean isAbandoned() {
        return broken;
    }

    /// Tells whether the handler runs on this thread.
    boolean isOn(Thread other) {
        return thread.equals(other);
    }

    Time time() {
        return function.time();
    }

    /// The generator of a handler's random numbers. The making of an instance has its own, because only the
    /// first of several calls makes one.
    RandomGenerator random(Call running) {
        return handler == null ? random : running.random();
    }

    /// Takes a program that the function has started, and that ends with this environment.
    void started(Process child) {
        children.add(child);
        CompletableFuture<Boolean> unused = child.onExit().thenApply(children::remove);
        if (broken) {
            killChildren();
        }
    }

    private void run() {
        FunctionThread.enter(this);
        thread().setContextClassLoader(code.loader());
        try {
            for (Call next = next(); next != null; next = next()) {
                call = next;
                run(next);
                call = null;
            }
        } finally {
            killChildren();
            code.leave();
            if (outOfMemory) {
                thread().setContextClassLoader(ClassLoader.getSystemClassLoader());
                MemoryCheck.start();
            }
        }
    }

    private static Thread thread() {
        return Thread.currentThread();
    }

    private @Nullable Call next() {
        if (broken) {
            return null;
        }
        try {
            Optional<Call> next = calls.poll(IDLE.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null && !function.removeIdle(this)) {
                next = calls.take();
            }
            return next == null ? null : next.orElse(null);
        } catch (InterruptedException _) {
            return broken ? null : next();
        }
    }

    private void run(Call next) {
        LogRecords.ofFunctions();
        try {
            Handler ready = handler == null
                    ? code.newHandler(function.configuration().code().handler())
                    : handler;
            handler = ready;
            next.limit(timeout(), () -> timeOut(next));
            byte[] answer = ready.handle(next.request().payload(), new FunctionContext(next, code));
            code.output().endLine();
            succeed(next, answer);
        } catch (HandlerFault fault) {
            print(fault.report());
            if (next.end()) {
                next.fail(ErrorPayload.of(fault), discarding());
            }
        } catch (FunctionThread.Ended _) {
            // the call ended when the function called exit
        } catch (Throwable thrown) {
            outOfMemory = thrown instanceof OutOfMemoryError;
            failOrExit(next, thrown);
        } finally {
            Thread.interrupted();
        }
    }

    /// Reports an exception, unless its own methods throw (such as its `getMessage`). Lambda's runtime does
    /// not catch that, so the process ends.
    private void failOrExit(Call next, Throwable thrown) {
        try {
            fail(next, ErrorPayload.withoutRuntimeFrames(thrown));
        } catch (Throwable _) {
            exited(UNCAUGHT);
        }
    }

    private void succeed(Call next, byte[] answer) {
        if (next.end()) {
            if (answer.length > ErrorPayload.MAXIMUM_ANSWER) {
                next.fail(ErrorPayload.answerTooLarge(), releasing());
            } else {
                next.succeed(answer, releasing());
            }
        }
    }

    private void fail(Call next, Throwable thrown) {
        byte[] payload = ErrorPayload.of(thrown);
        print(HandlerFault.report(thrown));
        if (next.end()) {
            boolean isFatal = thrown instanceof VirtualMachineError || thrown instanceof IOError;
            next.fail(payload, isFatal ? discarding() : releasing());
        }
    }

    /// Writes lines of the function.
    void print(String report) {
        code.output().endLine();
        report.lines().forEach(code.output()::entry);
    }

    private void timeOut(Call late) {
        if (late.end()) {
            late.fail(ErrorPayload.timedOut(late.request().requestId(), timeout()), discarding());
        }
    }

    /// Fails the running call, because its function has ended its process.
    void exited(int status) {
        Call ended = call;
        if (ended != null && ended.end()) {
            ended.fail(ErrorPayload.exited(ended.request().requestId(), status), discarding());
        }
    }

    private Runnable releasing() {
        FunctionVersion used = function;
        return () -> used.release(this);
    }

    private Runnable discarding() {
        FunctionVersion used = function;
        return () -> used.discard(this);
    }

    @Override
    public String toString() {
        return thread.getName();
    }

    private Duration timeout() {
        return function.configuration().limits().timeout();
    }
}
