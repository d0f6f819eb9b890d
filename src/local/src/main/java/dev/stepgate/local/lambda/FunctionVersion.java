// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// One version of a function: its code as last loaded, and its environments. A call gets the environment that
/// became idle last, or a new one, so that an instance never has two calls at once.
///
/// Unlike on AWS, where each environment is a process, those of a Java function share one class loader, and
/// with it static fields: loading an AWS SDK for every parallel call would cost too much. Where AWS would
/// start a new process, after a timeout, an exit or a failed initialization, the code is loaded again.
final class FunctionVersion implements AutoCloseable {

    private final FunctionConfiguration configuration;
    private final String version;
    private final Concurrency concurrency;
    private final FunctionDependencies services;
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final Set<ExecutionEnvironment> busy = new HashSet<>();
    private @Nullable LoadedCode code;
    private int loads;
    private boolean retired;
    private boolean closed;

    FunctionVersion(
            FunctionConfiguration configuration,
            String version,
            Concurrency concurrency,
            FunctionDependencies services) {
        this.configuration = configuration;
        this.version = version;
        this.concurrency = concurrency;
        this.services = services;
    }

    FunctionConfiguration configuration() {
        return configuration;
    }

    /// The environments that have a call.
    synchronized List<ExecutionEnvironment> busy() {
        return List.copyOf(busy);
    }

    /// Returns the same version with its classes and idle environments after a reset; this object is closed.
    synchronized FunctionVersion again(Concurrency limit, FunctionDependencies next) {
        FunctionVersion again = new FunctionVersion(configuration, version, limit, next);
        if (code != null && busy.isEmpty()) {
            again.take(code, idle);
            code = null;
            idle.clear();
        }
        close();
        return again;
    }

    private synchronized void take(LoadedCode loaded, Deque<ExecutionEnvironment> environments) {
        loaded.moveTo(new LogStream(version, ++loads), services);
        code = loaded;
        environments.forEach(environment -> environment.moveTo(this));
        idle.addAll(environments);
    }

    Time time() {
        return services.time();
    }

    /// Throws [AwsException][dev.stepgate.local.aws.AwsException] when too many calls are running, and
    /// [RejectedExecutionException] after the end.
    CompletionStage<InvocationResult> invoke(InvocationTarget target, InvokeRequest request) {
        concurrency.enter();
        ExecutionEnvironment environment = acquire();
        Call call = new Call(target, request, services);
        environment.serve(call);
        return call.result();
    }

    /// Makes the environment available for another call.
    synchronized void release(ExecutionEnvironment environment) {
        if (busy.remove(environment)) {
            concurrency.leave();
            if (environment.code() == code && !retired) {
                idle.addLast(environment);
            } else {
                environment.end();
                retireLate();
            }
        }
    }

    /// Retires code that a call has loaded after the version was retired.
    private void retireLate() {
        if (retired && code != null) {
            code.retire();
            code = null;
        }
    }

    /// Removes an environment that is no longer usable.
    synchronized void discard(ExecutionEnvironment environment) {
        if (busy.remove(environment)) {
            concurrency.leave();
            environment.code().discarded();
            environment.abandon();
            if (environment.code() == code && code.isStale()) {
                drop();
            }
        }
    }

    /// Releases the classes; only running calls still hold them.
    private void drop() {
        idle.forEach(ExecutionEnvironment::end);
        idle.clear();
        code = null;
    }

    /// Stops accepting calls, except those that have already found this version; running calls continue.
    synchronized void retire() {
        retired = true;
        if (code != null) {
            code.retire();
            drop();
        }
    }

    /// Removes an environment if it is idle, so that it gets no more calls; tells whether it was.
    synchronized boolean removeIdle(ExecutionEnvironment environment) {
        return idle.remove(environment);
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(ExecutionEnvironment::end);
        idle.clear();
        busy.forEach(ExecutionEnvironment::abandon);
        busy.clear();
        if (code != null) {
            code.retire();
        }
    }

    private synchronized ExecutionEnvironment acquire() {
        if (closed) {
            throw new RejectedExecutionException(configuration.name() + " is called after its end");
        }
        LoadedCode current = current();
        ExecutionEnvironment found = idle.pollLast();
        if (found == null) {
            found = current.newEnvironment(this);
        }
        busy.add(found);
        return found;
    }

    private LoadedCode current() {
        if (code == null || code.isStale()) {
            if (code != null) {
                code.retire();
                drop();
            }
            code = LoadedCode.of(configuration, new LogStream(version, ++loads), services);
        }
        return code;
    }
}
