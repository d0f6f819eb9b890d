// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.RuntimeOptions.FunctionOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// Which functions run in processes, and with which debugger.
final class ProcessOptions {
    private static final int MAX_PORT = 65_535;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--isolate",
            description = "run functions in Java in JVMs of their own, under AWS's runtime interface client, and not in"
                    + " this JVM")
    private boolean isolate;

    @Option(
            names = "--debug",
            paramLabel = "FUNCTION=PORT",
            description = "run a function in a process to which a debugger can attach: debugpy, the inspector of"
                    + " Node.js, JDWP; without a time limit; may be repeated")
    private Map<String, Integer> debug = new LinkedHashMap<>();

    FunctionOptions functions() {
        debug.forEach((function, port) -> {
            if (port < 1 || port > MAX_PORT) {
                throw new ParameterException(
                        Objects.requireNonNull(command).commandLine(),
                        "--debug " + function + "=" + port + ": expected a port from 1 to " + MAX_PORT);
            }
        });
        return new FunctionOptions(isolate ? FunctionOptions.Java.ISOLATED : FunctionOptions.Java.IN_THIS_JVM, debug);
    }
}
