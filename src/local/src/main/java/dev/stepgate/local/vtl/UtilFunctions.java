// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `$util`. A function of an absent value returns an absent value.
final class UtilFunctions implements TemplateObject {
    static final UtilFunctions UTIL = new UtilFunctions();
    static final Set<String> NAMES =
            Set.of("escapeJavaScript", "parseJson", "urlEncode", "urlDecode", "base64Encode", "base64Decode");

    private UtilFunctions() {}

    static String list() {
        return NAMES.stream().sorted().collect(Collectors.joining(", "));
    }

    @Override
    public @Nullable Object call(String function, List<@Nullable Object> arguments) {
        Object argument = arguments.isEmpty() ? null : arguments.getFirst();
        return argument == null ? null : apply(function, argument.toString());
    }

    @Override
    public @Nullable Object property(String name) {
        return null;
    }

    private static @Nullable Object apply(String function, String text) {
        return switch (function) {
            case "escapeJavaScript" -> escapeJavaScript(text);
            case "parseJson" -> TemplateValues.of(InputVariable.parse(text));
            case "urlEncode" -> FormEncoding.encode(text);
            case "urlDecode" -> FormEncoding.decode(text);
            case "base64Encode" -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            case "base64Decode" -> base64Decode(text);
            default -> throw new MappingTemplateException("$util has no function " + function + "; it has " + list());
        };
    }

    private static String base64Decode(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MappingTemplateException("$util.base64Decode: not Base64", e);
        }
    }

    /// Escapes a JavaScript string: `'` becomes `\'` as well, which is not valid JSON, so templates revert it
    /// (API Gateway, mapping template reference).
    static String escapeJavaScript(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            escape(text.charAt(i), escaped);
        }
        return escaped.toString();
    }

    private static void escape(char letter, StringBuilder escaped) {
        switch (letter) {
            case '"', '\\', '\'', '/' -> escaped.append('\\').append(letter);
            case '\b' -> escaped.append("\\b");
            case '\t' -> escaped.append("\\t");
            case '\n' -> escaped.append("\\n");
            case '\f' -> escaped.append("\\f");
            case '\r' -> escaped.append("\\r");
            default -> plain(letter, escaped);
        }
    }

    private static void plain(char letter, StringBuilder escaped) {
        if (letter < ' ' || letter > '~') {
            escaped.append(String.format("\\u%04X", (int) letter));
        } else {
            escaped.append(letter);
        }
    }
}
