// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.schedule;

import dev.stepgate.local.schedule.NumberField.Kind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The six fields of a cron expression: minutes, hours, day-of-month, month, day-of-week, year. Immutable.
public final class CronFields {
    private static final Kind MINUTES = new Kind("Minutes", 0, 59, List.of());
    private static final Kind HOURS = new Kind("Hours", 0, 23, List.of());
    private static final Kind MONTH = new Kind(
            "Month",
            1,
            12,
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"));
    private static final Kind YEAR = new Kind("Year", 1970, 2199, List.of());

    private final NumberField minutes;
    private final NumberField hours;
    private final DayRule days;
    private final NumberField months;
    private final NumberField years;

    private CronFields(String[] fields) {
        minutes = NumberField.parse(fields[0], MINUTES);
        hours = NumberField.parse(fields[1], HOURS);
        days = DayRule.parse(fields[2], fields[4]);
        months = NumberField.parse(fields[3], MONTH);
        years = NumberField.parse(fields[5], YEAR);
    }

    static CronFields parse(String text) {
        String[] fields = text.split("\\s+", -1);
        if (fields.length != 6) {
            throw new ScheduleSyntaxException(
                    "A cron expression must have six fields, not " + fields.length + ": " + text);
        }
        return new CronFields(fields);
    }

    /// Returns the first time after this one, to the minute; empty when there is none.
    Optional<LocalDateTime> next(LocalDateTime after) {
        LocalDateTime from = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        Optional<LocalDateTime> today = inDay(from.toLocalDate(), from.getHour(), from.getMinute());
        return today.isPresent() ? today : onLaterDay(from.toLocalDate().plusDays(1));
    }

    private Optional<LocalDateTime> onLaterDay(LocalDate first) {
        LocalDate day = first;
        while (day.getYear() <= YEAR.highest()) {
            if (!years.contains(day.getYear())) {
                day = LocalDate.of(day.getYear() + 1, 1, 1);
            } else if (!months.contains(day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
            } else if (days.holds(day)) {
                return inDay(day, 0, 0);
            } else {
                day = day.plusDays(1);
            }
        }
        return Optional.empty();
    }

    private Optional<LocalDateTime> inDay(LocalDate day, int fromHour, int fromMinute) {
        if (!years.contains(day.getYear()) || !months.contains(day.getMonthValue()) || !days.holds(day)) {
            return Optional.empty();
        }
        OptionalInt minute = hours.contains(fromHour) ? minutes.atLeast(fromMinute) : OptionalInt.empty();
        OptionalInt hour = minute.isPresent() ? OptionalInt.of(fromHour) : hours.atLeast(fromHour + 1);
        if (hour.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                day.atTime(hour.getAsInt(), minute.orElse(minutes.atLeast(0).orElseThrow())));
    }
}
