// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

/// A path of the States Language, by its start: the data at hand, the Context Object, or a variable.
public sealed interface PathReference {
    /// The source text.
    String text();

    /// The part of the path after its start, itself beginning with `$`.
    JsonPath path();

    /// `$`, `$.orders[0]`
    record Input(String text, JsonPath path) implements PathReference {}

    /// `$$`, `$$.Execution.Id`
    record Context(String text, JsonPath path) implements PathReference {}

    /// `$name`, `$name.orders[0]`; the name is without its `$`
    record Variable(String text, String name, JsonPath path) implements PathReference {}

    /// Throws [PathSyntaxException] when the text is none of these.
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
