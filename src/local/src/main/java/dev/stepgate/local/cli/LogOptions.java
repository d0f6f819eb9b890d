// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options for the detail and the format of the console's log.
final class LogOptions {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "the format of the log: text, or json for one JSON object on each line"
                    + " (default: ${DEFAULT-VALUE})")
    private Format format = Format.text;

    @Option(names = "--quiet", description = "log failures only")
    private boolean quiet;

    @Option(
            names = "--verbose",
            description = "log calls of the AWS endpoint and child executions of distributed Maps as well")
    private boolean verbose;

    /// The formats as they are written on the command line.
    enum Format {
        text,
        json
    }

    /// @param usual the detail without an option
    ConsoleLog to(PrintWriter out, ConsoleLog.Detail usual) {
        if (quiet && verbose) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), "give --quiet or --verbose, not both");
        }
        ConsoleLog.Detail detail = quiet ? ConsoleLog.Detail.FAILURES : usual;
        return new ConsoleLog(out, format(), verbose ? ConsoleLog.Detail.EVERYTHING : detail);
    }

    boolean isJson() {
        return format == Format.json;
    }

    private LogFormat format() {
        return switch (format) {
            case json -> new JsonFormat();
            case text -> new TextFormat(isColourful() ? Colours.ANSI : Colours.NONE);
        };
    }

    /// Tells whether to use colours: on a terminal that has them, unless NO_COLOR is set
    /// ([no-color.org](https://no-color.org)).
    private static boolean isColourful() {
        String refused = System.getenv("NO_COLOR");
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && (refused == null || refused.isEmpty())
                && !"dumb".equals(System.getenv("TERM"));
    }
}
