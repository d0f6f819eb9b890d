// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;

/// The times at which something happens
/// ([rules](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html),
/// [Scheduler](https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html)). Immutable; reads
/// no clock.
public sealed interface ScheduleExpression {

    /// Parses `rate(5 minutes)`, `cron(0 10 * * ? *)` or `at(2026-11-20T13:00:00)`; spaces are allowed only
    /// where these have them.
    ///
    /// @throws ScheduleSyntaxException when the text is none of these
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

    /// Returns the first time after this one; empty when there is none.
    ///
    /// @param after exclusive
    /// @param start when a rate begins to count
    /// @param zone for the days and hours of a cron or at expression
    Optional<Instant> next(Instant after, Instant start, ZoneId zone);

    /// A fixed interval. A day is 24 hours, even when the clocks change.
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

    /// The times that six fields describe. A time skipped by the change to summer time is left out; one
    /// repeated by the change back occurs once, the first time.
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

    /// A single time. If the change to summer time skips it, it is later by as much as the clocks are put
    /// forward.
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
