// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;

/// When something happens
/// ([rules](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html),
/// [Scheduler](https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html)). Immutable; reads
/// no clock.
public sealed interface ScheduleExpression {

    /// Reads `rate(5 minutes)`, `cron(0 10 * * ? *)` or `at(2026-11-20T13:00:00)`; blanks are allowed only
    /// where these have them.
    ///
    /// @throws ScheduleSyntaxException when the text is none of them
    static ScheduleExpression parse(String text) {
        Matcher parts = Syntax.EXPRESSION.matcher(text);
        if (!parts.matches()) {
            throw new ScheduleSyntaxException("Neither rate(...) nor cron(...) nor at(...): " + text);
        }
        String inside = parts.group(2);
        return switch (parts.group(1)) {
            case "rate" -> Syntax.rate(inside);
            case "cron" -> new Cron(CronFields.parse(inside));
            default -> Syntax.at(inside);
        };
    }

    /// The first time after this one; empty when there is none.
    ///
    /// @param after exclusive
    /// @param start what a rate counts from
    /// @param zone whose days and hours a cron or at expression means
    Optional<Instant> next(Instant after, Instant start, ZoneId zone);

    /// Every so often. A day is 24 hours, also where the clocks change.
    ///
    /// @param isSingular `minute` was written, not `minutes`
    record Rate(long value, Duration period, boolean isSingular) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant after, Instant start, ZoneId zone) {
            if (after.isBefore(start)) {
                return Optional.of(start);
            }
            long passed = Duration.between(start, after).dividedBy(period);
            return Optional.of(start.plus(period.multipliedBy(passed + 1)));
        }
    }

    /// At the times that six fields describe. A time that the change to summer time leaves out is skipped; one
    /// that the change back repeats comes once, the first time.
    record Cron(CronFields fields) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant after, Instant start, ZoneId zone) {
            Optional<LocalDateTime> local = fields.next(LocalDateTime.ofInstant(after, zone));
            while (local.isPresent()) {
                if (!zone.getRules().getValidOffsets(local.get()).isEmpty()) {
                    Instant time = local.get()
                            .atZone(zone)
                            .withEarlierOffsetAtOverlap()
                            .toInstant();
                    if (time.isAfter(after)) {
                        return Optional.of(time);
                    }
                }
                local = fields.next(local.get());
            }
            return Optional.empty();
        }
    }

    /// Once. A time that the change to summer time leaves out is as much later as the clocks are put forward.
    record At(LocalDateTime time) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant after, Instant start, ZoneId zone) {
            return Optional.of(instant(zone)).filter(instant -> instant.isAfter(after));
        }

        public Instant instant(ZoneId zone) {
            return ZonedDateTime.of(time, zone).toInstant();
        }
    }
}
