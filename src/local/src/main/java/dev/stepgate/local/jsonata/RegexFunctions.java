// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import static dev.stepgate.local.jsonata.Builtins.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// String functions that accept a [regular expression](https://docs.jsonata.org/regex), or a function in its
/// place.
final class RegexFunctions {
    static final Map<String, FunctionValue.Builtin> ALL = Map.ofEntries(
            function("contains", "<s-(sf):b>", RegexFunctions::contains),
            function("match", "<s-f<s:o>n?:a<o>>", RegexFunctions::match),
            function("replace", "<s-(sf)(sf)n?:s>", RegexFunctions::replace),
            function("split", "<s-(sf)n?:a<s>>", RegexFunctions::split));

    private RegexFunctions() {}

    /// Calls a regular expression as a function: returns its first match, with a function for the following
    /// one in `next`.
    static @Nullable JsonNode match(
            FunctionValue.Regex regex, List<? extends @Nullable JsonNode> arguments, Bounds bounds) {
        JsonNode text = arguments.isEmpty() ? null : arguments.getFirst();
        return text instanceof TextNode string
                ? object(new Matches.OfRegex(regex.pattern(), string.textValue(), bounds))
                : null;
    }

    private static @Nullable JsonNode object(Matches matches) {
        Matches.Match match = matches.next();
        if (match == null) {
            return null;
        }
        return new ComputedObject()
                .member("match", TextNode.valueOf(match.text()))
                .member("start", IntNode.valueOf(match.start()))
                .member("end", IntNode.valueOf(match.end()))
                .member("groups", groups(match))
                .member("next", new FunctionValue.Builtin(null, Optional.empty(), 0, _ -> object(matches)));
    }

    private static ComputedArray groups(Matches.Match match) {
        ComputedArray groups = ComputedArray.array(match.groups().size());
        match.groups().forEach(group -> groups.push(group == null ? NullNode.getInstance() : TextNode.valueOf(group)));
        return groups;
    }

    private static @Nullable JsonNode contains(Arguments arguments) {
        String text = text(arguments);
        JsonNode token = arguments.get(1);
        return switch (token) {
            case null -> null;
            case TextNode part -> Truth.node(text.contains(part.textValue()));
            default -> Truth.node(Matches.of(token, text, arguments).next() != null);
        };
    }

    private static String text(Arguments arguments) {
        return Objects.requireNonNullElse(arguments.text(0), "");
    }

    private static double limit(Arguments arguments, int index, String code, String message) {
        double limit = arguments.number(index, Double.POSITIVE_INFINITY);
        if (limit < 0) {
            throw new EvaluationError(code, message + " must evaluate to a positive number");
        }
        return limit;
    }

    private static JsonNode match(Arguments arguments) {
        double limit = limit(arguments, 2, "D3040", "Third argument of match function");
        ComputedArray found = ComputedArray.sequence();
        if (limit > 0) {
            Matches matches = Matches.of(arguments.get(1), text(arguments), arguments);
            for (Matches.Match match = matches.next(); match != null && found.size() < limit; match = matches.next()) {
                found.push(new ComputedObject()
                        .member("match", TextNode.valueOf(match.text()))
                        .member("index", IntNode.valueOf(match.start()))
                        .member("groups", groups(match)));
            }
        }
        return found;
    }

    private static JsonNode split(Arguments arguments) {
        double limit = limit(arguments, 2, "D3020", "Third argument of split function");
        ComputedArray parts = ComputedArray.array(8);
        String text = text(arguments);
        if (arguments.get(1) instanceof TextNode separator) {
            splitAt(text, separator.textValue(), Math.floor(limit), parts);
        } else if (limit > 0) {
            Matches matches = Matches.of(arguments.get(1), text, arguments);
            int start = 0;
            for (Matches.Match match = matches.next(); match != null && parts.size() < limit; match = matches.next()) {
                parts.push(TextNode.valueOf(part(text, start, match.start())));
                start = match.end();
            }
            if (parts.size() < limit) {
                parts.push(TextNode.valueOf(part(text, start, text.length())));
            }
        }
        return parts;
    }

    /// Returns part of a text; a custom matcher may give any positions.
    private static String part(String text, int from, int to) {
        int begin = Math.clamp(from, 0, text.length());
        int end = Math.clamp(to, 0, text.length());
        return text.substring(Math.min(begin, end), Math.max(begin, end));
    }

    private static void splitAt(String text, String separator, double limit, ComputedArray parts) {
        if (separator.isEmpty()) {
            for (int i = 0; i < text.length() && parts.size() < limit; i++) {
                parts.push(TextNode.valueOf(text.substring(i, i + 1)));
            }
            return;
        }
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0 && parts.size() < limit; ) {
            parts.push(TextNode.valueOf(text.substring(start, end)));
            start = end + separator.length();
            end = text.indexOf(separator, start);
        }
        if (parts.size() < limit) {
            parts.push(TextNode.valueOf(text.substring(start)));
        }
    }

    private static JsonNode replace(Arguments arguments) {
        String text = text(arguments);
        JsonNode wanted = arguments.get(1);
        if (wanted instanceof TextNode literal && literal.textValue().isEmpty()) {
            throw new EvaluationError("D3010", "Second argument of replace function cannot be an empty string");
        }
        double limit = limit(arguments, 3, "D3011", "Fourth argument of replace function");
        if (limit == 0) {
            return TextNode.valueOf(text);
        }
        Matches matches = wanted instanceof TextNode literal
                ? new Matches.OfText(literal.textValue(), text)
                : Matches.of(wanted, text, arguments);
        Replacement replacement = new Replacement(arguments, wanted instanceof TextNode);
        StringBuilder replaced = new StringBuilder();
        int position = 0;
        int count = 0;
        for (Matches.Match match = matches.next(); match != null && count++ < limit; match = matches.next()) {
            arguments.bounds().step();
            replaced.append(part(text, position, match.start())).append(replacement.of(match));
            Bounds.sum(0, replaced.length());
            position = match.start() + match.text().length();
        }
        return TextNode.valueOf(Bounds.checked(
                replaced.append(part(text, position, text.length())).toString()));
    }
}
