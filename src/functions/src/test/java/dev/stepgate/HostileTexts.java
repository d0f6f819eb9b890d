// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// A seeded source of texts and JSON that break careless mapping templates: quotes, backslashes, control
/// characters, surrogates, the syntax of Velocity and CloudFormation, and deep nesting.
public final class HostileTexts {
    private static final String CHARACTERS =
            "\"'\\/\u0000\u0007\b\t\n\r\f\u001f\u007f\u0085\u2028\u2029\ufeffé中$#@{}[],: %&=;`~a019";
    private static final List<String> PHRASES = List.of(
            "\\'",
            "\\\"",
            "\\\\",
            "\\u0022",
            "\\ud800",
            "\",\"id\":\"999",
            "</script>",
            "😀",
            "null",
            "1e400",
            "%22",
            "$!",
            "${",
            "$util.escapeJavaScript('x')",
            "$input.body",
            "$context.requestId",
            "##",
            "#*",
            "*#",
            "#end",
            "#set($id = 1)",
            "#if(true)",
            "#foreach($x in [1..9])",
            "#[[",
            "]]#",
            "@@",
            "${Workflow}",
            "${!AWS::Region}");

    private final RandomGenerator random;

    public HostileTexts(long seed) {
        this.random = new Random(seed);
    }

    /// Returns up to a dozen pieces, often none.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
            if (random.nextBoolean()) {
                text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            } else {
                text.append(PHRASES.get(random.nextInt(PHRASES.size())));
            }
        }
        return text.toString();
    }

    /// Returns any JSON, as some client might write it: with or without escapes and white space.
    public String json() {
        JsonNode value = value(4);
        String json = random.nextBoolean() ? Json.write(value) : value.toPrettyString();
        return random.nextInt(4) == 0 ? escaped(json) : json;
    }

    /// Returns any JSON, or half a surrogate pair, which JSON's grammar allows but Unicode does not.
    public String body() {
        return random.nextInt(20) == 0 ? "{\"" + text().length() + "\\ud800\":\"\\udc00\\ud800\"}" : json();
    }

    /// Returns an object of hostile names and values.
    public ObjectNode object(int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int members = random.nextInt(4); members > 0; members--) {
            object.set(text(), value(depth));
        }
        return object;
    }

    private JsonNode value(int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextLong());
            case 3 -> nodes.numberNode(random.nextDouble());
            case 6 -> object(depth - 1);
            case 7 -> nodes.arrayNode().add(value(depth - 1)).add(value(depth - 1));
            case 8 -> nested(random.nextInt(200));
            default -> nodes.textNode(text());
        };
    }

    private static JsonNode nested(int depth) {
        JsonNode node = JsonNodeFactory.instance.arrayNode();
        for (int level = 0; level < depth; level++) {
            node = JsonNodeFactory.instance.arrayNode().add(node);
        }
        return node;
    }

    private static String escaped(String json) {
        StringBuilder escaped = new StringBuilder();
        json.chars()
                .forEach(c -> escaped.append(
                        c > '~' ? "\\u" + HexFormat.of().toHexDigits((char) c) : String.valueOf((char) c)));
        return escaped.toString();
    }
}
