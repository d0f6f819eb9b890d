// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The picture of a time, such as `[Y0001]-[M01]`, from [XPath
/// 3.1](https://www.w3.org/TR/xpath-functions-31/#date-picture-string), as the reference implementation reads
/// it.
record DateTimePicture(List<Part> parts) {
    private static final Map<Character, String> USUAL_PRESENTATIONS = Map.ofEntries(
            Map.entry('Y', "1"),
            Map.entry('M', "1"),
            Map.entry('D', "1"),
            Map.entry('d', "1"),
            Map.entry('F', "n"),
            Map.entry('W', "1"),
            Map.entry('w', "1"),
            Map.entry('X', "1"),
            Map.entry('x', "1"),
            Map.entry('H', "1"),
            Map.entry('h', "1"),
            Map.entry('P', "n"),
            Map.entry('m', "01"),
            Map.entry('s', "01"),
            Map.entry('f', "1"),
            Map.entry('Z', "01:01"),
            Map.entry('z', "01:01"),
            Map.entry('C', "n"),
            Map.entry('E', "n"));
    private static final String NUMBERS = "YMDdFWwXxHhmsf";

    sealed interface Part {}

    record Literal(String text) implements Part {}

    /// A marker such as `[Y0001]`. The component is written as a name or as a number; a name is cut to `most`
    /// characters. `digits` is the number of digits written of a year, `alone` is false when another number
    /// follows immediately. `utcAsZ` writes the zone UTC as `Z`.
    record Marker(
            char component,
            Optional<IntegerPicture.Case> name,
            Optional<IntegerPicture> number,
            OptionalInt most,
            OptionalInt digits,
            boolean alone,
            boolean utcAsZ)
            implements Part {
        Marker notAlone() {
            return new Marker(component, name, number, most, digits, false, utcAsZ);
        }

        /// The picture of the number, if the number is written in digits.
        Optional<IntegerPicture.Digits> pattern() {
            return number.filter(IntegerPicture.Digits.class::isInstance).map(IntegerPicture.Digits.class::cast);
        }
    }

    /// Parses a picture. Throws [EvaluationError].
    static DateTimePicture parse(String picture) {
        List<Part> parts = new ArrayList<>();
        int start = 0;
        for (int at = picture.indexOf('['); at >= 0; at = picture.indexOf('[', start)) {
            addLiteral(picture.substring(start, at), parts);
            if (picture.startsWith("[", at + 1)) {
                parts.add(new Literal("["));
                start = at + 2;
                continue;
            }
            int end = picture.indexOf(']', at);
            if (end < 0) {
                throw new EvaluationError("D3135", "No matching closing bracket ']' in date/time picture string");
            }
            addMarker(marker(picture.substring(at + 1, end).replaceAll("\\s", "")), parts);
            start = end + 1;
        }
        addLiteral(picture.substring(start), parts);
        return new DateTimePicture(List.copyOf(parts));
    }

    private static void addLiteral(String text, List<Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Literal(text.replace("]]", "]")));
        }
    }

    private static void addMarker(Marker marker, List<Part> parts) {
        if (NUMBERS.indexOf(marker.component()) >= 0
                && marker.number().isPresent()
                && !parts.isEmpty()
                && parts.getLast() instanceof Marker before
                && before.number().isPresent()) {
            parts.set(parts.size() - 1, before.notAlone());
        }
        parts.add(marker);
    }

    private static Marker marker(String text) {
        char component = text.isEmpty() ? ' ' : text.charAt(0);
        int comma = text.lastIndexOf(',');
        String presentation = text.substring(Math.min(1, text.length()), comma < 0 ? text.length() : comma);
        if (!USUAL_PRESENTATIONS.containsKey(component)) {
            String shown = text.isEmpty() ? "" : String.valueOf(component);
            throw new EvaluationError(
                    "D3132",
                    "Unknown component specifier " + EvaluationError.name(shown) + " in date/time picture string");
        }
        char modifier = presentation.length() > 1 ? presentation.charAt(presentation.length() - 1) : ' ';
        if ("atco".indexOf(modifier) >= 0) {
            presentation = presentation.substring(0, presentation.length() - 1);
        }
        if (presentation.isEmpty()) {
            presentation = USUAL_PRESENTATIONS.getOrDefault(component, "1");
        }
        String[] widths = comma < 0 ? new String[] {"*", "*"} : (text.substring(comma + 1) + "-*").split("-");
        return marker(component, presentation, modifier, new Widths(width(widths[0]), width(widths[1])));
    }

    private record Widths(OptionalInt least, OptionalInt most) {}

    private static OptionalInt width(String text) {
        double width = Numbers.leadingInteger(text);
        return width >= 0 && width <= Bounds.MAX_SIZE ? OptionalInt.of((int) width) : OptionalInt.empty();
    }

    private static Marker marker(char component, String presentation, char modifier, Widths widths) {
        OptionalInt most = widths.most();
        Optional<IntegerPicture.Case> name = switch (presentation.charAt(0)) {
            case 'n' -> Optional.of(IntegerPicture.Case.LOWER);
            case 'N' ->
                Optional.of(presentation.startsWith("n", 1) ? IntegerPicture.Case.TITLE : IntegerPicture.Case.UPPER);
            default -> Optional.empty();
        };
        boolean zone = component == 'Z' || component == 'z';
        if (!zone && (name.isPresent() || NUMBERS.indexOf(component) < 0)) {
            return new Marker(component, name, Optional.empty(), most, OptionalInt.empty(), true, false);
        }
        String pattern = modifier == ' ' || zone ? presentation : presentation + ";" + modifier;
        IntegerPicture number = IntegerPicture.parse(pattern);
        OptionalInt digits = OptionalInt.empty();
        if (!zone && number instanceof IntegerPicture.Digits known) {
            digits = component == 'Y' ? yearDigits(known, widths.least(), most) : digits;
            number = component == 'Y' && most.isPresent()
                    ? known.exactly(most.getAsInt())
                    : known.atLeast(widths.least().orElse(0));
        }
        return new Marker(component, name, Optional.of(number), most, digits, true, modifier == 't');
    }

    private static OptionalInt yearDigits(IntegerPicture.Digits number, OptionalInt least, OptionalInt most) {
        int known = number.atLeast(least.orElse(0)).mandatory() + number.optional();
        return most.isPresent() || known < 2 ? most : OptionalInt.of(known);
    }
}
