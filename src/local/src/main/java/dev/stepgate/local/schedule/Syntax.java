// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.schedule;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The syntax of the expressions.
final class Syntax {
    static final Pattern EXPRESSION = Pattern.compile("(rate|cron|at)\\(([^()]*)\\)");
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9}) (minute|hour|day)(s?)");
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private Syntax() {}

    static ScheduleExpression.Rate rate(String text) {
        Matcher parts = RATE.matcher(text);
        long value = parts.matches() ? Long.parseLong(parts.group(1)) : 0;
        if (value == 0) {
            throw new ScheduleSyntaxException(
                    "A rate must be a positive number, a blank, and minutes, hours or days, not rate(" + text + ")");
        }
        Duration unit = switch (parts.group(2)) {
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
        return new ScheduleExpression.Rate(
                value, unit.multipliedBy(value), parts.group(3).isEmpty());
    }

    static ScheduleExpression.At at(String text) {
        try {
            return new ScheduleExpression.At(LocalDateTime.parse(text, AT));
        } catch (DateTimeParseException _) {
            throw new ScheduleSyntaxException("A date and time must be yyyy-mm-ddThh:mm:ss, not at(" + text + ")");
        }
    }
}
