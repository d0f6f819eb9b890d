// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.stepfunctions.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;

/// The options for the number of ended executions that are kept.
final class RetentionOptions {
    private static final WholeNumbers EXECUTION_NUMBERS = new WholeNumbers(1, Integer.MAX_VALUE);
    private static final WholeNumbers EVENT_NUMBERS = new WholeNumbers(1, Long.MAX_VALUE);
    private static final WholeNumbers PERCENTAGES = new WholeNumbers(1, 90);
    private static final WholeNumbers DAY_NUMBERS = new WholeNumbers(1, 90);

    private static final int USUAL_EXECUTIONS = 5000;
    private static final int USUAL_EVENTS = 250_000;
    private static final int USUAL_PERCENTAGE = 25;

    private static final Option EXECUTIONS = CommandOption.value(
            "retention-executions",
            "NUMBER",
            "how many ended executions are kept, the newest ones (default: " + USUAL_EXECUTIONS + ")");

    private static final Option EVENTS = CommandOption.value(
            "retention-events",
            "NUMBER",
            "how many events the ended executions may have in all (default: " + USUAL_EVENTS + ")");

    private static final Option MEMORY = CommandOption.value(
            "retention-memory",
            "PERCENT",
            "how much of the heap the ended executions may take; running ones may take as much again (default: "
                    + USUAL_PERCENTAGE + ")");

    private static final Option DAYS = CommandOption.value(
            "retention-days",
            "NUMBER",
            "with --data: executions that have ended are kept for so many days instead, as many as there are; AWS keeps"
                    + " them for 90");

    static final List<Option> ALL = List.of(EXECUTIONS, EVENTS, MEMORY, DAYS);

    private RetentionOptions() {}

    static Retention of(Arguments arguments) {
        Optional<Duration> days = arguments.has(DAYS)
                ? Optional.of(Duration.ofDays(DAY_NUMBERS.read(arguments, DAYS, 0)))
                : Optional.empty();
        return new Retention(
                EXECUTION_NUMBERS.readInt(arguments, EXECUTIONS, USUAL_EXECUTIONS),
                EVENT_NUMBERS.read(arguments, EVENTS, USUAL_EVENTS),
                Retention.shareOfHeap(PERCENTAGES.readInt(arguments, MEMORY, USUAL_PERCENTAGE)),
                days);
    }
}
