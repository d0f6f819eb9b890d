// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Functions;
import dev.stepgate.local.json.Json;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Times to texts and back.
final class Times {
    /// A date of ISO 8601 as the reference implementation takes it.
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4})(-[01]\\d)?(-[0-3]\\d)?" + "(T[0-2]\\d:[0-5]\\d:[0-5]\\d)?(\\.\\d+)?([+-][0-2]\\d:?[0-5]\\d|Z)?");

    private static final Pattern OFFSET = Pattern.compile("([+-]?\\d+).*");

    static final List<Builtin> ALL = List.of(
            new Builtin("toMillis", "<s-s?:n>", Times::toMillis),
            new Builtin("fromMillis", "<n-s?s?:s>", Times::fromMillis));

    private Times() {}

    private static @Nullable Object toMillis(List<?> arguments) throws ParseException {
        String text = (String) arguments.get(0);
        String picture = (String) arguments.get(1);
        if (text == null || picture != null) {
            return Functions.dateTimeToMillis(text, picture);
        }
        Matcher date = DATE.matcher(text);
        try {
            if (date.matches()) {
                return millis(date);
            }
        } catch (DateTimeException _) {
            // no day of the calendar
        }
        throw new EvaluationError(
                "D3110",
                "The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given "
                        + Json.write(Values.toJson(text)));
    }

    /// A day without a time, and a time without an offset, are of UTC.
    private static long millis(Matcher date) {
        String day = date.group(1)
                + Objects.requireNonNullElse(date.group(2), "-01")
                + Objects.requireNonNullElse(date.group(3), "-01");
        String time =
                Objects.requireNonNullElse(date.group(4), "T00:00:00") + Objects.requireNonNullElse(date.group(5), "");
        String offset = Objects.requireNonNullElse(date.group(6), "Z");
        return LocalDateTime.parse(day + time).toInstant(ZoneOffset.of(offset)).toEpochMilli();
    }

    private static @Nullable Object fromMillis(List<?> arguments) {
        return arguments.get(0) instanceof Number millis
                ? text(millis, (String) arguments.get(1), (String) arguments.get(2))
                : null;
    }

    /// Of an offset the digits it begins with count, as `+0100`; one without is UTC.
    static String text(Number millis, @Nullable String picture, @Nullable String offset) {
        Matcher digits = OFFSET.matcher(Objects.requireNonNullElse(offset, ""));
        return Functions.dateTimeFromMillis(millis, picture, digits.matches() ? digits.group(1) : null);
    }
}
