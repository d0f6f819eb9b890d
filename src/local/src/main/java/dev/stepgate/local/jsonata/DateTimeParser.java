// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import dev.stepgate.local.evaluation.CountedText;
import dev.stepgate.local.jsonata.DateTimePicture.Literal;
import dev.stepgate.local.jsonata.DateTimePicture.Marker;
import dev.stepgate.local.jsonata.IntegerPicture.Case;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses a time by a [DateTimePicture]. Components without a marker are taken from the current time if they
/// are larger units than those with one, and have their lowest value if they are smaller.
final class DateTimeParser {
    private static final double MAX_MILLIS = 8.64e15;
    private static final double MILLIS_OF_DAY = 86_400_000;

    private final DateTimePicture picture;
    private final Map<Character, Double> found = new HashMap<>();

    private DateTimeParser(DateTimePicture picture) {
        this.picture = picture;
    }

    /// Returns milliseconds; empty when the text does not match. Throws [EvaluationError].
    static OptionalDouble parse(String text, DateTimePicture picture, Arguments arguments) {
        DateTimeParser parser = new DateTimeParser(picture);
        return parser.read(text, arguments.bounds())
                ? OptionalDouble.of(parser.millis(
                        TimeFields.of((double) arguments.scope().now().toEpochMilli())))
                : OptionalDouble.empty();
    }

    private boolean read(String text, Bounds bounds) {
        StringBuilder pattern = new StringBuilder();
        List<Marker> markers = new ArrayList<>();
        for (DateTimePicture.Part part : picture.parts()) {
            switch (part) {
                case Literal literal -> pattern.append(Pattern.quote(literal.text()));
                case Marker marker -> {
                    pattern.append('(').append(pattern(marker)).append(')');
                    markers.add(marker);
                }
            }
        }
        Matcher fits = Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE)
                .matcher(new CountedText(text, bounds::step));
        if (Matches.safely(fits::matches)) {
            find(markers, fits);
        }
        return !found.isEmpty();
    }

    private void find(List<Marker> markers, Matcher fits) {
        for (int i = 0; i < markers.size(); i++) {
            double value = value(markers.get(i), fits.group(i + 1));
            if (!Double.isNaN(value)) {
                found.put(markers.get(i).component(), value);
            }
        }
    }

    private static String pattern(Marker marker) {
        if (marker.component() == 'Z' || marker.component() == 'z') {
            return offsetPattern(marker);
        }
        if (marker.component() == 'f') {
            return "[0-9]+";
        }
        if (marker.number().isEmpty()) {
            if (marker.component() != 'P') {
                DateTimeFormat.names(marker);
            }
            return "[a-zA-Z]+";
        }
        return switch (marker.number().get()) {
            case IntegerPicture.Letters letters -> letters.letters() == Case.UPPER ? "[A-Z]+" : "[a-z]+";
            case IntegerPicture.Roman _ -> "[MDCLXVImdclxvi]+";
            case IntegerPicture.Words _ -> EnglishNumbers.PATTERN;
            case IntegerPicture.Digits digits ->
                "[0-9]" + (marker.alone() ? "+" : "{" + digits.mandatory() + "}")
                        + (digits.ordinal() ? "(?:th|st|nd|rd)" : "");
        };
    }

    private static String offsetPattern(Marker marker) {
        String separator = separator(marker);
        return (marker.component() == 'z' ? "GMT" : "") + "[-+][0-9]+"
                + (separator.isEmpty() ? "" : Pattern.quote(separator) + "[0-9]+");
    }

    /// Returns the separator between hours and minutes; empty where there is none.
    private static String separator(Marker marker) {
        return marker.pattern()
                .filter(pattern -> pattern.regular() > 0)
                .map(pattern -> pattern.groups().getFirst().character())
                .orElse("");
    }

    private static double value(Marker marker, String text) {
        return switch (marker.component()) {
            case 'Z', 'z' -> zone(text.substring(marker.component() == 'z' ? 3 : 0), separator(marker));
            case 'f' -> Double.parseDouble("0." + text.substring(0, Math.min(3, text.length()))) * 1000;
            case 'P' -> List.of("am", "pm").indexOf(text.toLowerCase(Locale.ROOT));
            default ->
                marker.number().isPresent()
                        ? marker.number().get().number(text)
                        : name(DateTimeFormat.names(marker), text, marker);
        };
    }

    private static double name(List<String> names, String text, Marker marker) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.substring(0, Math.min(name.length(), marker.most().orElse(name.length())))
                    .equals(text)) {
                return i + 1;
            }
        }
        return Double.NaN;
    }

    /// Parses a zone offset into minutes.
    private static double zone(String text, String separator) {
        int split = separator.isEmpty() ? Math.min(text.length(), 3) : text.indexOf(separator);
        double minutes = Numbers.leadingInteger(text.substring(Math.min(text.length(), split + separator.length())));
        return Numbers.leadingInteger(text.substring(0, split)) * 60 + (Double.isNaN(minutes) ? 0 : minutes);
    }

    private boolean has(char component) {
        return found.getOrDefault(component, 0.0) != 0;
    }

    /// Returns true when at least one of `components` is present, and no other of `all`.
    private boolean is(String components, String all) {
        return all.chars().noneMatch(c -> components.indexOf(c) < 0 && has((char) c))
                && components.chars().anyMatch(c -> has((char) c));
    }

    private double millis(TimeFields now) {
        String dates = "YXMxWwdD";
        boolean byDay = !is("YMD", dates) && is("Yd", dates);
        boolean byWeek = is("XxwF", dates) || is("XWF", dates);
        boolean byHalfDay = !is("Hmsf", "PHhmsf") && is("Phmsf", "PHhmsf");
        if (byWeek) {
            throw missing();
        }
        fill((byDay ? "YD" : "YMD") + (byHalfDay ? "Phmsf" : "Hmsf"), now);
        double hour = get('H');
        if (byHalfDay) {
            hour = (get('h') == 12 ? 0 : get('h')) + (get('P') == 1 ? 12 : 0);
        }
        double days = byDay ? days(get('Y'), 1, get('d')) : days(get('Y'), Math.max(1, get('M')), get('D'));
        double millis = days * MILLIS_OF_DAY
                + hour * 3_600_000
                + get('m') * 60_000
                + get('s') * 1000
                + Math.floor(get('f'))
                - (has('Z') ? get('Z') : get('z')) * 60_000;
        return Math.abs(millis) <= MAX_MILLIS ? millis : Double.NaN;
    }

    private double get(char component) {
        return found.getOrDefault(component, 0.0);
    }

    private void fill(String components, TimeFields now) {
        boolean started = false;
        boolean ended = false;
        for (int i = 0; i < components.length(); i++) {
            char component = components.charAt(i);
            if (found.containsKey(component)) {
                started = true;
                if (ended) {
                    throw missing();
                }
            } else if (started) {
                found.put(component, component == 'M' || component == 'D' ? 1.0 : 0.0);
                ended = true;
            } else {
                found.put(component, component == 'P' ? 0.0 : now.get(component));
            }
        }
    }

    private static EvaluationError missing() {
        return new EvaluationError(
                "D3136", "The date/time picture string is missing specifiers required to parse the timestamp");
    }

    /// Returns the days since 1970. A month may have any number of days, and two-digit years belong to the
    /// last century, as in JavaScript.
    private static double days(double year, double month, double day) {
        double full = year >= 0 && year < 100 ? 1900 + year : year;
        if (!(Math.abs(full) < 400_000 && month <= 1200)) {
            return Double.NaN;
        }
        return LocalDate.of((int) full, 1, 1).plusMonths((long) month - 1).toEpochDay() + day - 1;
    }
}
