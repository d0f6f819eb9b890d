// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import dev.stepgate.local.jsonata.DateTimePicture.Literal;
import dev.stepgate.local.jsonata.DateTimePicture.Marker;
import dev.stepgate.local.jsonata.IntegerPicture.Case;
import java.util.List;
import java.util.Optional;

/// Formats a time by a [DateTimePicture], in a zone that is a number of hours and minutes away from UTC.
final class DateTimeFormat {
    static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private final TimeFields fields;
    private final int hours;
    private final int minutes;

    private DateTimeFormat(TimeFields fields, int hours, int minutes) {
        this.fields = fields;
        this.hours = hours;
        this.minutes = minutes;
    }

    /// Formats a time; `offset` is `hhmm` as a number. Throws [EvaluationError].
    static String format(double millis, DateTimePicture picture, double offset) {
        int hours = (int) Math.floor(offset / 100);
        int minutes = (int) (offset % 100);
        TimeFields fields = TimeFields.of(Math.floor(millis) + (60.0 * hours + minutes) * 60_000);
        DateTimeFormat format = new DateTimeFormat(fields, hours, minutes);
        StringBuilder text = new StringBuilder();
        for (DateTimePicture.Part part : picture.parts()) {
            text.append(
                    switch (part) {
                        case Literal literal -> literal.text();
                        case Marker marker -> format.component(marker);
                    });
            Bounds.sum(0, text.length());
        }
        return text.toString();
    }

    private String component(Marker marker) {
        return switch (marker.component()) {
            case 'Z', 'z' -> zone(marker);
            case 'C', 'E' -> "ISO";
            case 'P' -> {
                String half = fields.get('P') == 0 ? "am" : "pm";
                yield marker.name().filter(Case.UPPER::equals).isPresent() ? Case.UPPER.of(half) : half;
            }
            default -> marker.name().isPresent() ? name(marker, marker.name().get()) : number(marker);
        };
    }

    private String name(Marker marker, Case letters) {
        String name = letters.of(names(marker).get(fields.get(marker.component()) - 1));
        return name.substring(0, Math.min(name.length(), marker.most().orElse(name.length())));
    }

    static List<String> names(Marker marker) {
        return switch (marker.component()) {
            case 'M', 'x' -> MONTHS;
            case 'F' -> DAYS;
            default ->
                throw new EvaluationError(
                        "D3133",
                        "The 'name' modifier can only be applied to months and days in the date/time picture string,"
                                + " not " + EvaluationError.name(String.valueOf(marker.component())));
        };
    }

    private String number(Marker marker) {
        double value = fields.get(marker.component());
        if (marker.component() == 'Y' && marker.digits().isPresent()) {
            value %= Math.pow(10, marker.digits().getAsInt());
        }
        return format(marker.number(), value);
    }

    private static String format(Optional<IntegerPicture> picture, double value) {
        return picture.orElseThrow().format(value);
    }

    private String zone(Marker marker) {
        int offset = hours * 100 + minutes;
        if (offset == 0 && marker.utcAsZ()) {
            return "Z";
        }
        IntegerPicture.Digits pattern = marker.pattern().orElseThrow(DateTimeFormat::tooManyDigits);
        String text = pattern.regular() > 0 || pattern.mandatory() > 2
                ? pattern.format(offset)
                : pattern.format(hours)
                        + (minutes == 0 ? "" : ":" + IntegerPicture.parse("00").format(minutes));
        if (pattern.regular() == 0 && pattern.mandatory() > 4) {
            throw tooManyDigits();
        }
        return (marker.component() == 'z' ? "GMT" : "") + (offset >= 0 ? "+" : "") + text;
    }

    private static EvaluationError tooManyDigits() {
        return new EvaluationError("D3134", "The timezone integer format specifier cannot have more than four digits");
    }
}
