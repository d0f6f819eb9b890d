// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

/// What a path of the States Language can start from: the data at hand, the Context Object, or a variable.
public sealed interface PathReference {
    /// As it was written.
    String text();

    /// The part of the path below its start, itself starting with `$`.
    JsonPath path();

    /// `$`, `$.orders[0]`
    record Input(String text, JsonPath path) implements PathReference {}

    /// `$$`, `$$.Execution.Id`
    record Context(String text, JsonPath path) implements PathReference {}

    /// `$name`, `$name.orders[0]`; the name is without its `$`
    record Variable(String text, String name, JsonPath path) implements PathReference {}

    /// Throws [PathSyntaxException] when the text is none of the three.
    static PathReference parse(String text) {
        if (text.startsWith("$$")) {
            return new Context(text, JsonPath.parse(text.substring(1)));
        }
        int end = endOfName(text);
        if (text.startsWith("$") && end > 1) {
            return new Variable(text, text.substring(1, end), JsonPath.parse("$" + text.substring(end)));
        }
        return new Input(text, JsonPath.parse(text));
    }

    private static int endOfName(String text) {
        int end = 1;
        if (text.length() < 2 || !isNameStart(text.charAt(1))) {
            return end;
        }
        while (end < text.length() && Character.isUnicodeIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNameStart(char c) {
        return c == '_' || Character.isUnicodeIdentifierStart(c);
    }
}
