// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import static dev.stepgate.local.jsonata.Builtins.always;
import static dev.stepgate.local.jsonata.Builtins.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// [Times](https://docs.jsonata.org/date-time-functions). The current time is the scope's.
final class DateTimeFunctions {
    /// A date in ISO 8601, as the reference implementation accepts it.
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4})(-[01]\\d)?(-[0-3]\\d)?(T[0-2]\\d:[0-5]\\d:[0-5]\\d)?(\\.\\d+)?([+-][0-2]\\d:?[0-5]\\d|Z)?");

    private static final DateTimePicture ISO_8601 =
            DateTimePicture.parse("[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]");

    static final Map<String, FunctionValue.Builtin> ALL = Map.ofEntries(
            function("toMillis", "<s-s?:n>", DateTimeFunctions::toMillis),
            function("fromMillis", "<n-s?s?:s>", arguments -> text(arguments.number(0, 0), arguments, 1)),
            always("now", "<s?s?:s>", arguments -> text((double) now(arguments), arguments, 0)),
            always("millis", "<:n>", arguments -> Json.number(now(arguments))));

    private DateTimeFunctions() {}

    private static long now(Arguments arguments) {
        return arguments.scope().now().toEpochMilli();
    }

    /// Formats a time. Only the leading digits of the offset count, as in `+0100`; without any it is UTC.
    private static JsonNode text(double millis, Arguments arguments, int picture) {
        String written = arguments.text(picture);
        double offset = Numbers.leadingInteger(Objects.requireNonNullElse(arguments.text(picture + 1), ""));
        return TextNode.valueOf(DateTimeFormat.format(
                millis,
                written == null ? ISO_8601 : DateTimePicture.parse(written),
                Math.abs(offset) < 1e6 ? offset : 0));
    }

    private static @Nullable JsonNode toMillis(Arguments arguments) {
        String text = Objects.requireNonNullElse(arguments.text(0), "");
        String picture = arguments.text(1);
        if (picture != null) {
            OptionalDouble millis = DateTimeParser.parse(text, DateTimePicture.parse(picture), arguments);
            return millis.isPresent() ? Numbers.node(millis.getAsDouble()) : null;
        }
        Matcher date = DATE.matcher(text);
        try {
            if (date.matches()) {
                return Json.number(millis(date));
            }
        } catch (DateTimeException _) {
            // not a day of the calendar
        }
        throw new EvaluationError(
                "D3110",
                "The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given "
                        + EvaluationError.name(text));
    }

    /// Parses a date; without a time or an offset it is in UTC.
    private static long millis(Matcher date) {
        String day = date.group(1)
                + Objects.requireNonNullElse(date.group(2), "-01")
                + Objects.requireNonNullElse(date.group(3), "-01");
        String time =
                Objects.requireNonNullElse(date.group(4), "T00:00:00") + Objects.requireNonNullElse(date.group(5), "");
        String offset = Objects.requireNonNullElse(date.group(6), "Z");
        return LocalDateTime.parse(day + time).toInstant(ZoneOffset.of(offset)).toEpochMilli();
    }
}
