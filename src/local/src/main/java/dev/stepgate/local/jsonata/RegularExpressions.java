// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `$match` and `$replace` as [JSONata](https://docs.jsonata.org/string-functions) has them. The library's give one
/// match too many, and their replacing functions see other groups.
final class RegularExpressions {
    static final List<Builtin> ALL = List.of(
            new Builtin("match", "<s-f<s:o>n?:a<o>>", RegularExpressions::match),
            new Builtin("replace", "<s-(sf)(sf)n?:s>", RegularExpressions::replace));

    private RegularExpressions() {}

    private static @Nullable Object match(List<?> arguments) {
        if (!(arguments.getFirst() instanceof String text)) {
            return null;
        }
        double limit =
                limit(arguments, 2, "D3040", "Third argument of match function must evaluate to a positive number");
        List<Object> found = Utils.createSequence();
        Matcher matcher = ((Pattern) arguments.get(1)).matcher(text);
        while (found.size() < limit && find(matcher)) {
            Map<String, Object> match = new LinkedHashMap<>();
            match.put("match", matcher.group());
            match.put("index", matcher.start());
            match.put("groups", groups(matcher));
            found.add(match);
        }
        return found;
    }

    private static @Nullable Object replace(List<?> arguments) throws Throwable {
        if (!(arguments.getFirst() instanceof String text)) {
            return null;
        }
        double limit =
                limit(arguments, 3, "D3011", "Fourth argument of replace function must evaluate to a positive number");
        Object wanted = arguments.get(1);
        Object replacement = arguments.get(2);
        if (wanted instanceof String literal && literal.isEmpty()) {
            throw new EvaluationError("D3010", "Second argument of replace function cannot be an empty string");
        }
        Pattern pattern =
                wanted instanceof String literal ? Pattern.compile(literal, Pattern.LITERAL) : (Pattern) wanted;
        Matcher matcher = pattern.matcher(text);
        StringBuilder replaced = new StringBuilder();
        for (int count = 0; count < limit && find(matcher); count++) {
            String by = wanted instanceof String && replacement instanceof String literal
                    ? literal
                    : replacement(matcher, replacement);
            matcher.appendReplacement(replaced, Matcher.quoteReplacement(by));
        }
        return matcher.appendTail(replaced).toString();
    }

    private static boolean find(Matcher matcher) {
        boolean found = matcher.find();
        if (found && matcher.end() == matcher.start()) {
            throw new EvaluationError("D1004", "Regular expression matches zero length string");
        }
        return found;
    }

    private static List<Object> groups(MatchResult match) {
        List<Object> groups = new ArrayList<>();
        for (int i = 1; i <= match.groupCount(); i++) {
            groups.add(match.group(i));
        }
        return groups;
    }

    private static String replacement(MatchResult match, Object replacement) throws Throwable {
        if (replacement instanceof String template) {
            return expand(template, match);
        }
        Map<String, Object> argument = new LinkedHashMap<>();
        argument.put("match", match.group());
        argument.put("start", match.start());
        argument.put("end", match.end());
        argument.put("groups", groups(match));
        if (Functions.funcApply(replacement, List.of(argument)) instanceof String text) {
            return text;
        }
        throw new EvaluationError("D3012", "Attempted to replace a matched string with a non-string value");
    }

    /// `$0` is the match, `$1` the first group, `$$` a dollar. A number takes as many digits as the number of groups
    /// has, one less when that is no group; a group there is none of is empty.
    private static String expand(String template, MatchResult match) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < template.length(); at++) {
            char next = at + 1 < template.length() ? template.charAt(at + 1) : ' ';
            if (template.charAt(at) != '$') {
                text.append(template.charAt(at));
            } else if (next == '$') {
                text.append('$');
                at++;
            } else if (next >= '0' && next <= '9') {
                String digits = digits(template, at + 1, match.groupCount());
                int group = Integer.parseInt(digits);
                text.append(group <= match.groupCount() && match.group(group) != null ? match.group(group) : "");
                at += digits.length();
            } else {
                text.append('$');
            }
        }
        return text.toString();
    }

    private static String digits(String template, int from, int groups) {
        int most = template.charAt(from) == '0'
                ? 1
                : String.valueOf(Math.max(groups, 1)).length();
        int to = from;
        while (to < template.length() && to - from < most && Character.isDigit(template.charAt(to))) {
            to++;
        }
        String digits = template.substring(from, to);
        return digits.length() > 1 && Integer.parseInt(digits) > groups
                ? digits.substring(0, digits.length() - 1)
                : digits;
    }

    private static double limit(List<?> arguments, int index, String code, String message) {
        if (index >= arguments.size() || !(arguments.get(index) instanceof Number limit)) {
            return Double.POSITIVE_INFINITY;
        }
        if (limit.doubleValue() < 0) {
            throw new EvaluationError(code, message);
        }
        return limit.doubleValue();
    }
}
