// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.stepfunctions.Retention;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options for the number of ended executions that are kept.
final class RetentionOptions {
    private static final int MAX_PERCENT = 90;
    private static final int MAX_DAYS = 90;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--retention-executions",
            paramLabel = "NUMBER",
            defaultValue = "5000",
            description = "how many ended executions are kept, the newest ones (default: ${DEFAULT-VALUE})")
    private int executions;

    @Option(
            names = "--retention-events",
            paramLabel = "NUMBER",
            defaultValue = "250000",
            description = "how many events the ended executions may have in all (default: ${DEFAULT-VALUE})")
    private long events;

    @Option(
            names = "--retention-memory",
            paramLabel = "PERCENT",
            defaultValue = "25",
            description = "how much of the heap the ended executions may take; running ones may take as much again"
                    + " (default: ${DEFAULT-VALUE})")
    private int percent;

    @Option(
            names = "--retention-days",
            paramLabel = "NUMBER",
            description =
                    "with --data: executions that have ended are kept for so many days instead, as many as there are;"
                            + " AWS keeps them for 90")
    private Optional<Integer> days = Optional.empty();

    Retention retention() {
        days.ifPresent(number -> require("--retention-days", number, MAX_DAYS));
        require("--retention-executions", executions, Integer.MAX_VALUE);
        require("--retention-events", events, Long.MAX_VALUE);
        require("--retention-memory", percent, MAX_PERCENT);
        return new Retention(executions, events, Retention.shareOfHeap(percent), days.map(Duration::ofDays));
    }

    private void require(String option, long given, long most) {
        if (given < 1 || given > most) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), option + " " + given + ": expected 1 to " + most);
        }
    }
}
