// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words without quotes in the comparisons of a filter, such as `$.items[?(@.state==Failure)]`: Step
/// Functions takes them as texts (nibble-4bits/aws-local-stepfunctions issue 79, with an output of
/// AWS; AWS's own examples use them), the library does not.
final class BareWords {
    /// A quoted text, which stays as it is, or an operator with a word after it.
    private static final Pattern WORD = Pattern.compile(
            "'(?:\\\\.|[^'\\\\])*+'|\"(?:\\\\.|[^\"\\\\])*+\""
                    + "|(?<operator>(?:==|!=)\\s*)(?!(?:true|false|null)\\b)(?<word>[A-Za-z_][\\w.-]*)(?=\\s*(?:\\)|&&|\\|\\|))");

    private BareWords() {}

    /// Returns the path with quotes around such words.
    static String quoted(String path) {
        if (!path.contains("?(")) {
            return path;
        }
        return WORD.matcher(path)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group("word") == null
                                ? found.group()
                                : found.group("operator") + "'" + found.group("word") + "'"));
    }
}
