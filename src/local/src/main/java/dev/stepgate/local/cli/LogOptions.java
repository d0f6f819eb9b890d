// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;

/// The options for the detail and the format of the console's log.
record LogOptions(boolean isJson, boolean isQuiet, boolean isVerbose) {
    private static final Option FORMAT = CommandOption.value(
            "log-format",
            "FORMAT",
            "the format of the log: text, or json for one JSON object on each line (default: text)");

    private static final Option QUIET = CommandOption.flag("quiet", "log failures only");

    private static final Option VERBOSE = CommandOption.flag(
            "verbose", "log calls of the AWS endpoint and child executions of distributed Maps as well");

    static final List<Option> ALL = List.of(FORMAT, QUIET, VERBOSE);

    static LogOptions of(Arguments arguments) {
        boolean isJson = arguments.choice(FORMAT, List.of("text", "json")).equals("json");
        LogOptions options = new LogOptions(isJson, arguments.has(QUIET), arguments.has(VERBOSE));
        if (options.isQuiet && options.isVerbose) {
            throw new UsageException("give --quiet or --verbose, not both");
        }
        return options;
    }

    /// @param usual the detail without an option
    ConsoleLog to(PrintWriter out, ConsoleLog.Detail usual) {
        ConsoleLog.Detail detail = isQuiet ? ConsoleLog.Detail.FAILURES : usual;
        return new ConsoleLog(out, format(), isVerbose ? ConsoleLog.Detail.EVERYTHING : detail);
    }

    private LogFormat format() {
        return isJson ? new JsonFormat() : new TextFormat(isColourful() ? Colours.ANSI : Colours.NONE);
    }

    /// Tells whether to use colours: on a terminal that has them, unless NO_COLOR is set
    /// ([no-color.org](https://no-color.org)).
    private static boolean isColourful() {
        String refused = System.getenv("NO_COLOR");
        if ((refused != null && !refused.isEmpty()) || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}
