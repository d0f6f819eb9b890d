// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The numbers that a field of a cron expression selects with `*`, `,`, `-` and `/`. Immutable.
///
/// @param numbers not shared
record NumberField(BitSet numbers) {
    private static final Pattern PART = Pattern.compile("(\\*|[0-9A-Z]+)(?:-([0-9A-Z]+))?(?:/([0-9]+))?");

    /// A kind of field, with its range.
    ///
    /// @param names of the numbers from the lowest on; empty when there are only digits
    record Kind(String name, int lowest, int highest, List<String> names) {

        int number(String text) {
            int named = names.indexOf(text);
            if (named >= 0) {
                return lowest + named;
            }
            int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
            if (number < lowest || number > highest) {
                throw new ScheduleSyntaxException(name + " must be " + lowest + " to " + highest
                        + (names.isEmpty() ? "" : " or " + names) + ", not " + text);
            }
            return number;
        }
    }

    static NumberField parse(String text, Kind kind) {
        BitSet numbers = new BitSet();
        for (String part : text.toUpperCase(Locale.ROOT).split(",", -1)) {
            add(part, kind, numbers);
        }
        return new NumberField(numbers);
    }

    private static void add(String part, Kind kind, BitSet numbers) {
        Matcher parts = PART.matcher(part);
        if (!parts.matches() || (parts.group(1).equals("*") && parts.group(2) != null)) {
            throw new ScheduleSyntaxException(kind.name + " cannot be " + part);
        }
        boolean isStepped = parts.group(3) != null;
        boolean isAll = parts.group(1).equals("*");
        int first = isAll ? kind.lowest : kind.number(parts.group(1));
        int last = isAll || isStepped ? kind.highest : first;
        if (parts.group(2) != null) {
            last = kind.number(parts.group(2));
        }
        int step = isStepped ? step(parts.group(3)) : 1;
        if (step == 0 || last < first) {
            throw new ScheduleSyntaxException(kind.name + " cannot be " + part);
        }
        for (int number = first; number <= last; number += Math.min(step, kind.highest)) {
            numbers.set(number);
        }
    }

    private static int step(String digits) {
        return Integer.parseInt(digits.substring(0, Math.min(9, digits.length())));
    }

    boolean contains(int number) {
        return numbers.get(number);
    }

    /// Returns the lowest number that is not below this one.
    OptionalInt atLeast(int number) {
        int next = numbers.nextSetBit(number);
        return next < 0 ? OptionalInt.empty() : OptionalInt.of(next);
    }
}
