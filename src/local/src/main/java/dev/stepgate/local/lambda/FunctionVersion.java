// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One version of a function: its code as last loaded, and its environments. A call gets the environment that
/// became idle last, or a new one, so that an instance never has two calls at once.
///
/// The environments of a Java function share one class loader, and with it static fields, unlike on AWS,
/// where each is a process: loading an AWS SDK for every parallel call would cost more than it shows. Where
/// AWS would start over with a new process, after a timeout, an exit or a failed initialization, the code is
/// loaded anew.
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

    /// Those that have a call.
    synchronized List<ExecutionEnvironment> busy() {
        return List.copyOf(busy);
    }

    /// The same version with its classes and idle environments in other surroundings; this one is closed then.
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

    /// Throws when too many calls run.
    CompletionStage<InvocationResult> invoke(InvocationTarget target, InvokeRequest request) {
        concurrency.enter();
        ExecutionEnvironment environment = acquire();
        Call call = new Call(target, request, services);
        environment.serve(call);
        return call.result();
    }

    /// The environment is ready for another call.
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

    /// What a call has loaded that came between being found and being retired.
    private void retireLate() {
        if (retired && code != null) {
            code.retire();
            code = null;
        }
    }

    /// The environment is of no use any more.
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

    /// Nothing holds the classes any more but calls that run.
    private void drop() {
        idle.forEach(ExecutionEnvironment::end);
        idle.clear();
        code = null;
    }

    /// It gets no more calls but those that have found it already; those that run go on.
    synchronized void retire() {
        retired = true;
        if (code != null) {
            code.retire();
            drop();
        }
    }

    /// Whether the environment was idle; it gets no more calls then.
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
            throw new IllegalStateException(configuration.name() + " is called after its end");
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
