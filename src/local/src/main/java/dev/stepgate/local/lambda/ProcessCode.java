// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.lambda.process.FunctionPackage;
import dev.stepgate.local.lambda.process.FunctionProcess;
import dev.stepgate.local.lambda.process.PackagedCode;
import java.util.Map;
import java.util.function.Consumer;

/// The code of a function that runs in processes. After a reset of the runtime, a process keeps the variables
/// with which it was started.
final class ProcessCode implements LoadedCode {
    private final FunctionConfiguration function;
    private final PackagedCode code;
    private volatile Bindings bindings;
    private int environments;
    private boolean retired;

    /// The parts that change when the runtime is reset.
    private record Bindings(FunctionDependencies services, Map<String, String> variables) {
        static Bindings of(FunctionConfiguration function, LogStream logStream, FunctionDependencies services) {
            String name = logStream.name(function, services.began());
            return new Bindings(
                    services,
                    EnvironmentVariables.of(
                            function,
                            logStream.version(),
                            name,
                            services.awsEndpoint().get()));
        }
    }

    ProcessCode(
            FunctionConfiguration function, FunctionPackage code, LogStream logStream, FunctionDependencies services) {
        this.function = function;
        this.code = services.processes().open(code);
        bindings = Bindings.of(function, logStream, services);
    }

    FunctionProcess process(Consumer<String> lines) {
        return code.process(bindings.variables, lines);
    }

    boolean hasDebugger() {
        return code.hasDebugger();
    }

    FunctionDependencies services() {
        return bindings.services;
    }

    @Override
    public ExecutionEnvironment newEnvironment(FunctionVersion version) {
        synchronized (this) {
            environments++;
        }
        return new ProcessEnvironment(version, this);
    }

    @Override
    public synchronized boolean isStale() {
        return retired || code.hasChanged();
    }

    synchronized void leave() {
        environments--;
        closeWhenUnused();
    }

    @Override
    public synchronized void retire() {
        retired = true;
        closeWhenUnused();
    }

    /// Does nothing, because processes share nothing.
    @Override
    public void discarded() {}

    private void closeWhenUnused() {
        if (retired && environments == 0) {
            code.close();
        }
    }

    @Override
    public void moveTo(LogStream logStream, FunctionDependencies services) {
        bindings = Bindings.of(function, logStream, services);
    }
}
