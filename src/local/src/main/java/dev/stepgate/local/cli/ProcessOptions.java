// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.RuntimeOptions.FunctionOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;

/// The options for functions that run in processes, and for their debuggers.
final class ProcessOptions {
    private static final WholeNumbers PORTS = new WholeNumbers(1, 65_535);

    private static final Option ISOLATE = CommandOption.flag(
            "isolate",
            "run each Java function in a JVM of its own, under AWS's runtime interface client, instead of in this JVM");

    private static final Option DEBUG = CommandOption.repeated(
            "debug",
            "FUNCTION=PORT",
            "run a function in a process to which a debugger can attach at this port (by debugpy, Node.js's inspector"
                    + " or JDWP); its calls have no time limit then");

    static final List<Option> ALL = List.of(ISOLATE, DEBUG);

    private ProcessOptions() {}

    static FunctionOptions of(Arguments arguments) {
        Map<String, Integer> debug = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair : arguments.pairs(DEBUG).entrySet()) {
            debug.put(pair.getKey(), port(pair.getKey(), pair.getValue()));
        }
        return new FunctionOptions(
                arguments.has(ISOLATE) ? FunctionOptions.Java.ISOLATED : FunctionOptions.Java.IN_THIS_JVM, debug);
    }

    private static int port(String function, String port) {
        return Math.toIntExact(PORTS.read(DEBUG, function + "=" + port, port));
    }
}
