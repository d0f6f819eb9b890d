// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes and reads numbers in English words, such as `Two Thousand, One Hundred and Five`.
final class EnglishNumbers {
    private static final List<String> FEW = List.of(
            "Zero",
            "One",
            "Two",
            "Three",
            "Four",
            "Five",
            "Six",
            "Seven",
            "Eight",
            "Nine",
            "Ten",
            "Eleven",
            "Twelve",
            "Thirteen",
            "Fourteen",
            "Fifteen",
            "Sixteen",
            "Seventeen",
            "Eighteen",
            "Nineteen");
    private static final List<String> FEW_ORDINALS = List.of(
            "Zeroth",
            "First",
            "Second",
            "Third",
            "Fourth",
            "Fifth",
            "Sixth",
            "Seventh",
            "Eighth",
            "Ninth",
            "Tenth",
            "Eleventh",
            "Twelfth",
            "Thirteenth",
            "Fourteenth",
            "Fifteenth",
            "Sixteenth",
            "Seventeenth",
            "Eighteenth",
            "Nineteenth");
    private static final List<String> TENS =
            List.of("Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety");
    private static final List<String> POWERS_OF_THOUSAND = List.of("Thousand", "Million", "Billion", "Trillion");
    private static final Map<String, Double> VALUES = values();
    private static final Pattern SEPARATOR = Pattern.compile(",\\s|\\sand\\s|[\\s\\\\-]");

    /// A pattern that matches any such number.
    static final String PATTERN = "(?:" + String.join("|", VALUES.keySet()) + "|and|[\\-, ])+";

    private EnglishNumbers() {}

    private static Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < FEW.size(); i++) {
            values.put(lower(FEW.get(i)), (double) i);
            values.put(lower(FEW_ORDINALS.get(i)), (double) i);
        }
        for (int i = 0; i < TENS.size(); i++) {
            values.put(lower(TENS.get(i)), (i + 2) * 10.0);
            values.put(lower(tenth(TENS.get(i))), (i + 2) * 10.0);
        }
        values.put("hundred", 100.0);
        values.put("hundredth", 100.0);
        for (int i = 0; i < POWERS_OF_THOUSAND.size(); i++) {
            values.put(lower(POWERS_OF_THOUSAND.get(i)), Math.pow(1000, i + 1));
            values.put(lower(POWERS_OF_THOUSAND.get(i)) + "th", Math.pow(1000, i + 1));
        }
        return values;
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static String tenth(String tens) {
        return tens.substring(0, tens.length() - 1) + "ieth";
    }

    /// Writes a whole number that is not negative.
    static String words(double number, boolean ordinal) {
        return words(number, false, ordinal);
    }

    private static String words(double number, boolean behindOthers, boolean ordinal) {
        if (number < 20) {
            return (behindOthers ? " and " : "") + (ordinal ? FEW_ORDINALS : FEW).get((int) number);
        }
        if (number < 100) {
            String tens = TENS.get((int) number / 10 - 2);
            double ones = number % 10;
            String rest = ones > 0 ? tens + "-" + words(ones, false, ordinal) : ordinal ? tenth(tens) : tens;
            return (behindOthers ? " and " : "") + rest;
        }
        if (number < 1000) {
            return (behindOthers ? ", " : "") + FEW.get((int) number / 100) + " Hundred" + rest(number % 100, ordinal);
        }
        int power = Math.min((int) Math.floor(Math.log10(number) / 3), POWERS_OF_THOUSAND.size());
        double factor = Math.pow(1000, power);
        double most = Math.floor(number / factor);
        return (behindOthers ? ", " : "") + words(most, false, false) + " " + POWERS_OF_THOUSAND.get(power - 1)
                + rest(number - most * factor, ordinal);
    }

    private static String rest(double number, boolean ordinal) {
        return number > 0 ? words(number, true, ordinal) : ordinal ? "th" : "";
    }

    /// Reads a number in lower-case words; NaN if it is not one.
    static double number(String words) {
        List<Double> parts = new ArrayList<>(List.of(0.0));
        for (String word : SEPARATOR.split(words, -1)) {
            double value = VALUES.getOrDefault(word, Double.NaN);
            double last = parts.removeLast();
            if (value < 100 && last >= 1000) {
                parts.add(last);
                parts.add(value);
            } else {
                parts.add(value < 100 ? last + value : last * value);
            }
        }
        return parts.stream().mapToDouble(Double::doubleValue).sum();
    }
}
