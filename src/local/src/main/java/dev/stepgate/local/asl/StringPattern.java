// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.regex.Pattern;

/// The pattern of `StringMatches`: `*` stands for any text, a backslash takes the next character as it is ([States
/// Language, Choice State](https://states-language.net/spec.html#choice-state)).
public final class StringPattern {
    private final String text;
    private final Pattern pattern;

    private StringPattern(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    static StringPattern parse(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*') {
                regex.append(".*");
                continue;
            }
            boolean escape = c == '\\' && i + 1 < text.length();
            regex.append(Pattern.quote(String.valueOf(escape ? text.charAt(++i) : c)));
        }
        return new StringPattern(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    public String text() {
        return text;
    }

    public boolean matches(String value) {
        return pattern.matcher(value).matches();
    }
}
