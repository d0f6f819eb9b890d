// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.schedule;

import dev.stepgate.local.schedule.NumberField.Kind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The days that the fields day-of-month and day-of-week of a cron expression select together; one of the two
/// is `?`.
sealed interface DayRule {
    Kind OF_MONTH = new Kind("Day-of-month", 1, 31, List.of());
    Kind OF_WEEK = new Kind("Day-of-week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));
    Pattern NEAREST = Pattern.compile("([0-9]{1,2})W");
    Pattern LAST = Pattern.compile("([0-9A-Z]+)L");
    Pattern NTH = Pattern.compile("([0-9A-Z]+)#([1-5])");

    boolean holds(LocalDate day);

    static DayRule parse(String ofMonth, String ofWeek) {
        if (ofMonth.equals("?") == ofWeek.equals("?")) {
            throw new ScheduleSyntaxException(
                    "Exactly one of day-of-month and day-of-week must be ?, not " + ofMonth + " and " + ofWeek);
        }
        return ofWeek.equals("?") ? ofMonth(ofMonth.toUpperCase(Locale.ROOT)) : ofWeek(ofWeek.toUpperCase(Locale.ROOT));
    }

    private static DayRule ofMonth(String text) {
        if (text.equals("L")) {
            return new LastOfMonth();
        }
        if (text.equals("LW")) {
            return new LastWeekday();
        }
        Matcher nearest = NEAREST.matcher(text);
        return nearest.matches()
                ? new NearestWeekday(OF_MONTH.number(nearest.group(1)))
                : new OfMonth(NumberField.parse(text, OF_MONTH));
    }

    private static DayRule ofWeek(String text) {
        if (text.equals("L")) {
            return new OfWeek(NumberField.parse("SAT", OF_WEEK));
        }
        Matcher last = LAST.matcher(text);
        if (last.matches()) {
            return new LastOfWeek(day(last.group(1)));
        }
        Matcher nth = NTH.matcher(text);
        return nth.matches()
                ? new NthOfWeek(day(nth.group(1)), Integer.parseInt(nth.group(2)))
                : new OfWeek(NumberField.parse(text, OF_WEEK));
    }

    /// Returns a day; Sunday is 1 in cron, and 7 in the JDK.
    private static DayOfWeek day(String text) {
        return DayOfWeek.of((OF_WEEK.number(text) + 5) % 7 + 1);
    }

    record OfMonth(NumberField days) implements DayRule {
        @Override
        public boolean holds(LocalDate day) {
            return days.contains(day.getDayOfMonth());
        }
    }

    /// `L`: the last day of the month.
    record LastOfMonth() implements DayRule {
        @Override
        public boolean holds(LocalDate day) {
            return day.getDayOfMonth() == day.lengthOfMonth();
        }
    }

    /// `LW`: the last day from Monday to Friday.
    record LastWeekday() implements DayRule {
        @Override
        public boolean holds(LocalDate day) {
            return day.equals(nearest(day.with(TemporalAdjusters.lastDayOfMonth())));
        }
    }

    /// `3W`: the day from Monday to Friday that is nearest to the third of the month, within the month.
    record NearestWeekday(int ofMonth) implements DayRule {
        @Override
        public boolean holds(LocalDate day) {
            return ofMonth <= day.lengthOfMonth() && day.equals(nearest(day.withDayOfMonth(ofMonth)));
        }
    }

    private static LocalDate nearest(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
            case SUNDAY -> day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
        };
    }

    record OfWeek(NumberField days) implements DayRule {
        @Override
        public boolean holds(LocalDate day) {
            return days.contains(day.getDayOfWeek().getValue() % 7 + 1);
        }
    }

    /// `6L`: the last Friday of the month.
    record LastOfWeek(DayOfWeek ofWeek) implements DayRule {
        @Override
        public boolean holds(LocalDate day) {
            return day.equals(day.with(TemporalAdjusters.lastInMonth(ofWeek)));
        }
    }

    /// `3#2`: the second Tuesday of the month.
    record NthOfWeek(DayOfWeek ofWeek, int ordinal) implements DayRule {
        @Override
        public boolean holds(LocalDate day) {
            return day.equals(day.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, ofWeek)));
        }
    }
}
