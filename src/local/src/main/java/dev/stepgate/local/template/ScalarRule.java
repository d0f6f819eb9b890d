// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a text, number or boolean may be, in the terms of JSON Schema. CloudFormation converts between the three, so a
/// number may be written as a text.
final class ScalarRule {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern NUMBER =
            Pattern.compile("-?(?=\\.?[0-9])[0-9]{0,18}(\\.[0-9]{0,18})?([eE][+-]?[0-9]{1,3})?");
    private static final int MAX_SHOWN = 60;
    private static final int MAX_WORDS = 10;

    private ScalarRule() {}

    /// Returns what is wrong, such as `must be Zip or Image, not Imag`.
    static Optional<String> problem(String text, JsonNode rule) {
        Optional<String> expected = expected(text, rule);
        return expected.map(words -> "must be " + words + ", not " + shown(text) + hint(text, rule))
                .or(() -> length(text, rule))
                .or(() -> pattern(text, rule));
    }

    private static String hint(String text, JsonNode rule) {
        JsonNode words = rule.path("enum");
        return words.size() > MAX_WORDS ? DidYouMean.hint(text, texts(words)) : "";
    }

    private static List<String> texts(JsonNode words) {
        List<String> texts = new ArrayList<>();
        words.forEach(word -> texts.add(word.asText()));
        return texts;
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    private static Optional<String> expected(String text, JsonNode rule) {
        return switch (rule.path("type").asText()) {
            case "integer" -> WHOLE.matcher(text).matches() ? range(text, rule) : Optional.of("a whole number");
            case "number" -> NUMBER.matcher(text).matches() ? range(text, rule) : Optional.of("a number");
            case "boolean" -> text.matches("(?i)true|false") ? Optional.empty() : Optional.of("true or false");
            case "object" -> Optional.of("an object");
            case "array" -> Optional.of("a list");
            default -> words(text, rule);
        };
    }

    private static Optional<String> range(String text, JsonNode rule) {
        BigDecimal number = new BigDecimal(text);
        JsonNode least = rule.path("minimum");
        JsonNode most = rule.path("maximum");
        boolean isLow = least.isNumber() && number.compareTo(least.decimalValue()) < 0;
        boolean isHigh = most.isNumber() && number.compareTo(most.decimalValue()) > 0;
        if (!isLow && !isHigh) {
            return words(text, rule);
        }
        if (!most.isNumber()) {
            return Optional.of("at least " + least.asText());
        }
        return Optional.of(
                least.isNumber() ? "from " + least.asText() + " to " + most.asText() : "at most " + most.asText());
    }

    private static Optional<String> words(String text, JsonNode rule) {
        List<String> words = texts(rule.path("enum"));
        if (words.isEmpty() || words.contains(text)) {
            return Optional.empty();
        }
        return Optional.of(words.size() > MAX_WORDS ? "one of " + words.size() + " words" : either(words));
    }

    private static String either(List<String> words) {
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    private static Optional<String> length(String text, JsonNode rule) {
        int least = rule.path("minLength").asInt(0);
        int most = rule.path("maxLength").asInt(Integer.MAX_VALUE);
        if (text.length() < least) {
            return Optional.of("must have at least " + least + (least == 1 ? " character" : " characters"));
        }
        return text.length() > most
                ? Optional.of("must have at most " + most + " characters, not " + text.length())
                : Optional.empty();
    }

    private static Optional<String> pattern(String text, JsonNode rule) {
        String pattern = rule.path("pattern").asText();
        return pattern.isEmpty() || Pattern.compile(pattern).matcher(text).find()
                ? Optional.empty()
                : Optional.of("must match " + pattern + ", which " + shown(text) + " does not");
    }
}
