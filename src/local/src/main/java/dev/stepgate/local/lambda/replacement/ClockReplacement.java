// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.replacement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Replaces the JDK's clocks in the classes of one function, so that it sees the runtime's time: each call of
/// such a method is rewritten to a call of one of these.
@SuppressWarnings("JavaUtilDate") // what functions use
public final class ClockReplacement {
    private static Supplier<Instant> now = Instant::now;
    private static LongSupplier nanos = System::nanoTime;

    private ClockReplacement() {}

    /// Called once, before any class of the function is loaded.
    public static void bind(Supplier<Instant> now, LongSupplier nanos) {
        ClockReplacement.now = now;
        ClockReplacement.nanos = nanos;
    }

    public static long currentTimeMillis() {
        return now.get().toEpochMilli();
    }

    public static long nanoTime() {
        return nanos.getAsLong();
    }

    public static Clock systemUTC() {
        return new OfRuntime(ZoneOffset.UTC);
    }

    public static Clock systemDefaultZone() {
        return new OfRuntime(DefaultsReplacement.systemDefault());
    }

    public static Clock system(ZoneId zone) {
        return new OfRuntime(zone);
    }

    public static Clock tickSeconds(ZoneId zone) {
        return Clock.tick(system(zone), Duration.ofSeconds(1));
    }

    public static Clock tickMillis(ZoneId zone) {
        return Clock.tick(system(zone), Duration.ofMillis(1));
    }

    public static Date newDate() {
        return new Date(currentTimeMillis());
    }

    public static Calendar newCalendar() {
        Calendar calendar =
                Calendar.getInstance(DefaultsReplacement.getDefaultZone(), DefaultsReplacement.getDefault());
        calendar.setTimeInMillis(currentTimeMillis());
        return calendar;
    }

    /// Returns the replacement for an object that was made without arguments.
    public static GregorianCalendar prepared(GregorianCalendar made) {
        made.setTimeZone(DefaultsReplacement.getDefaultZone());
        made.setTimeInMillis(currentTimeMillis());
        return made;
    }

    public static Instant nowInstant() {
        return Instant.now(systemUTC());
    }

    public static LocalDate nowLocalDate() {
        return LocalDate.now(systemDefaultZone());
    }

    public static LocalDate nowLocalDate(ZoneId zone) {
        return LocalDate.now(system(zone));
    }

    public static LocalTime nowLocalTime() {
        return LocalTime.now(systemDefaultZone());
    }

    public static LocalTime nowLocalTime(ZoneId zone) {
        return LocalTime.now(system(zone));
    }

    public static LocalDateTime nowLocalDateTime() {
        return LocalDateTime.now(systemDefaultZone());
    }

    public static LocalDateTime nowLocalDateTime(ZoneId zone) {
        return LocalDateTime.now(system(zone));
    }

    public static ZonedDateTime nowZonedDateTime() {
        return ZonedDateTime.now(systemDefaultZone());
    }

    public static ZonedDateTime nowZonedDateTime(ZoneId zone) {
        return ZonedDateTime.now(system(zone));
    }

    public static OffsetDateTime nowOffsetDateTime() {
        return OffsetDateTime.now(systemDefaultZone());
    }

    public static OffsetDateTime nowOffsetDateTime(ZoneId zone) {
        return OffsetDateTime.now(system(zone));
    }

    public static OffsetTime nowOffsetTime() {
        return OffsetTime.now(systemDefaultZone());
    }

    public static OffsetTime nowOffsetTime(ZoneId zone) {
        return OffsetTime.now(system(zone));
    }

    public static Year nowYear() {
        return Year.now(systemDefaultZone());
    }

    public static Year nowYear(ZoneId zone) {
        return Year.now(system(zone));
    }

    public static YearMonth nowYearMonth() {
        return YearMonth.now(systemDefaultZone());
    }

    public static YearMonth nowYearMonth(ZoneId zone) {
        return YearMonth.now(system(zone));
    }

    public static MonthDay nowMonthDay() {
        return MonthDay.now(systemDefaultZone());
    }

    public static MonthDay nowMonthDay(ZoneId zone) {
        return MonthDay.now(system(zone));
    }

    private static final class OfRuntime extends Clock {
        private final ZoneId zone;

        OfRuntime(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new OfRuntime(other);
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
