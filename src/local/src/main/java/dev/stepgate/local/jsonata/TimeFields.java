// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// The components of a time, by the letters of a [DateTimePicture].
record TimeFields(LocalDateTime time) {
    /// The last moment that JavaScript can express.
    private static final double MAX_MILLIS = 8.64e15;

    /// Throws [EvaluationError] for a time that JavaScript cannot express.
    static TimeFields of(double millis) {
        if (!(Math.abs(millis) <= MAX_MILLIS)) {
            throw EvaluationError.outOfRange(millis);
        }
        return new TimeFields(LocalDateTime.ofInstant(Instant.ofEpochMilli((long) millis), ZoneOffset.UTC));
    }

    /// Returns a component; `P` is 0 in the morning and 1 in the afternoon.
    int get(char component) {
        LocalDate day = time.toLocalDate();
        return switch (component) {
            case 'Y' -> day.getYear();
            case 'M' -> day.getMonthValue();
            case 'D' -> day.getDayOfMonth();
            case 'd' -> day.getDayOfYear();
            case 'F' -> day.getDayOfWeek().getValue();
            case 'W' -> week(day, day.withDayOfYear(1), 12);
            case 'w' -> week(day, day.withDayOfMonth(1), 1);
            case 'X' -> owner(day, day.withDayOfYear(1), 12).getYear();
            case 'x' -> owner(day, day.withDayOfMonth(1), 1).getMonthValue();
            case 'H' -> time.getHour();
            case 'h' -> time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
            case 'P' -> time.getHour() / 12;
            case 'm' -> time.getMinute();
            case 's' -> time.getSecond();
            case 'f' -> time.getNano() / 1_000_000;
            default -> throw new IllegalStateException("no component of a time: " + component);
        };
    }

    /// Returns the Monday of the week that contains the first Thursday of a year or month.
    private static LocalDate firstMonday(LocalDate first) {
        int day = first.getDayOfWeek().getValue();
        return first.plusDays(day > DayOfWeek.THURSDAY.getValue() ? 8L - day : 1L - day);
    }

    private static int week(LocalDate day, LocalDate first, int months) {
        LocalDate start = firstMonday(owner(day, first, months));
        return (int) ((day.toEpochDay() - start.toEpochDay()) / 7) + 1;
    }

    /// Returns the first day of the year or month to which the day's week belongs.
    private static LocalDate owner(LocalDate day, LocalDate first, int months) {
        if (day.isBefore(firstMonday(first))) {
            return first.minusMonths(months);
        }
        LocalDate next = first.plusMonths(months);
        return day.isBefore(firstMonday(next)) ? first : next;
    }
}
