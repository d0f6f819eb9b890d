// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Writes a tree as compact JSON, byte for byte as Jackson does, but looks at eight bytes of a long text at a time, and
/// leaves half of a surrogate pair to [String#getBytes].
final class JsonWriter {
    private static final int ROOM = 128;

    /// The deepest tree, as in Jackson.
    private static final int MAX_DEPTH = 1_000;

    private final TextBytes out;
    private final Function<BigDecimal, String> decimals;

    private JsonWriter(TextBytes out, Function<BigDecimal, String> decimals) {
        this.out = out;
        this.decimals = decimals;
    }

    /// Writes UTF-8, in which half of a surrogate pair becomes `?`.
    static byte[] bytes(JsonNode node, Function<BigDecimal, String> decimals) {
        TextBytes out = new TextBytes(room(node), TextBytes.Beyond.TAKEN);
        new JsonWriter(out, decimals).value(node, 0);
        return out.toArray();
    }

    /// Writes a tree that is ASCII throughout; returns empty for any other.
    static Optional<String> ascii(JsonNode node) {
        TextBytes out = new TextBytes(room(node), TextBytes.Beyond.NOTED);
        new JsonWriter(out, BigDecimal::toString).value(node, 0);
        return out.isAscii() ? Optional.of(out.ascii()) : Optional.empty();
    }

    /// Estimates the length from the texts that the node itself holds.
    private static int room(JsonNode node) {
        int room = ROOM;
        for (JsonNode child : node) {
            room += child.isTextual() ? child.textValue().length() + Long.BYTES : ROOM / Long.BYTES;
        }
        return room + room / Long.BYTES;
    }

    private void value(JsonNode node, int depth) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, inside(depth));
            case ARRAY -> array(node, inside(depth));
            case STRING -> out.quoted(node.textValue());
            case NUMBER -> out.plain(number(node));
            case BOOLEAN -> out.plain(node.booleanValue() ? "true" : "false");
            case NULL, MISSING -> out.plain("null");
            case BINARY, POJO -> out.bytes(Json.jackson(node).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static int inside(int depth) {
        if (depth == MAX_DEPTH) {
            throw new IllegalStateException("a JSON tree that cannot be written: it has more than 1,000 levels");
        }
        return depth + 1;
    }

    private String number(JsonNode number) {
        return switch (number.numberType()) {
            case INT, LONG -> Long.toString(number.longValue());
            case BIG_DECIMAL -> decimals.apply(number.decimalValue());
            case DOUBLE ->
                Double.isFinite(number.doubleValue()) ? Double.toString(number.doubleValue()) : Json.jackson(number);
            case FLOAT, BIG_INTEGER -> Json.jackson(number);
        };
    }

    private void object(JsonNode object, int depth) {
        out.letter('{');
        boolean isFirst = true;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            separate(isFirst);
            isFirst = false;
            out.quoted(member.getKey());
            out.letter(':');
            value(member.getValue(), depth);
        }
        out.letter('}');
    }

    private void array(JsonNode array, int depth) {
        out.letter('[');
        boolean isFirst = true;
        for (JsonNode item : array) {
            separate(isFirst);
            isFirst = false;
            value(item, depth);
        }
        out.letter(']');
    }

    private void separate(boolean isFirst) {
        if (!isFirst) {
            out.letter(',');
        }
    }
}
