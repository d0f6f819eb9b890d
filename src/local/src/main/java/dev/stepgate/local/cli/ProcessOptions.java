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

/// The options for functions that run in processes, and for their debuggers.
final class ProcessOptions {
    private static final int MAX_PORT = 65_535;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--isolate",
            description =
                    "run each Java function in a JVM of its own, under AWS's runtime interface client, instead of in"
                            + " this JVM")
    private boolean isolate;

    @Option(
            names = "--debug",
            paramLabel = "FUNCTION=PORT",
            description =
                    "run a function in a process to which a debugger can attach at this port (by debugpy, Node.js's"
                            + " inspector or JDWP); its calls have no time limit then; may be repeated")
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
