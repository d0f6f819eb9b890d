// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/// The replacement that `$replace` puts in place of a match: a string, in which `$1` is a group, or the
/// result of a function.
final class Replacement {
    private final Arguments arguments;
    private final boolean literal;

    /// If `literal`, a string stands for itself.
    Replacement(Arguments arguments, boolean literal) {
        this.arguments = arguments;
        this.literal = literal;
    }

    String of(Matches.Match match) {
        JsonNode replacement = arguments.get(2);
        if (replacement instanceof TextNode text) {
            return literal ? text.textValue() : expand(text.textValue(), match);
        }
        if (!literal
                && replacement instanceof FunctionValue function
                && arguments.call(function, List.of(object(match))) instanceof TextNode text) {
            return text.textValue();
        }
        if (literal) {
            throw EvaluationError.internal("a text is replaced by what is no text");
        }
        throw new EvaluationError("D3012", "Attempted to replace a matched string with a non-string value");
    }

    private static JsonNode object(Matches.Match match) {
        ComputedArray groups = ComputedArray.array(match.groups().size());
        match.groups().forEach(group -> groups.push(group == null ? NullNode.getInstance() : TextNode.valueOf(group)));
        return new ComputedObject()
                .member("match", TextNode.valueOf(match.text()))
                .member("start", IntNode.valueOf(match.start()))
                .member("end", IntNode.valueOf(match.end()))
                .member("groups", groups);
    }

    /// Expands `$0` to the match, `$1` to the first group and `$$` to a dollar. A number has as many digits
    /// as the number of groups, or one fewer if that is not a group; a group that does not exist is empty.
    private static String expand(String template, Matches.Match match) {
        if (template.indexOf('$') < 0) {
            return template;
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < template.length(); at++) {
            char next = at + 1 < template.length() ? template.charAt(at + 1) : ' ';
            if (template.charAt(at) != '$') {
                text.append(template.charAt(at));
            } else if (next == '$') {
                text.append('$');
                at++;
            } else if (next >= '0' && next <= '9') {
                String digits = digits(template, at + 1, match.groups().size());
                text.append(group(match, Integer.parseInt(digits)));
                at += digits.length();
            } else {
                text.append('$');
            }
            Bounds.sum(0, text.length());
        }
        return text.toString();
    }

    private static String group(Matches.Match match, int group) {
        if (group == 0) {
            return match.text();
        }
        String found = group <= match.groups().size() ? match.groups().get(group - 1) : null;
        return found == null ? "" : found;
    }

    private static String digits(String template, int from, int groups) {
        int most = template.charAt(from) == '0'
                ? 1
                : String.valueOf(Math.max(groups, 1)).length();
        int to = from;
        while (to < template.length() && to - from < most && template.charAt(to) >= '0' && template.charAt(to) <= '9') {
            to++;
        }
        String digits = template.substring(from, to);
        return digits.length() > 1 && Integer.parseInt(digits) > groups
                ? digits.substring(0, digits.length() - 1)
                : digits;
    }
}
