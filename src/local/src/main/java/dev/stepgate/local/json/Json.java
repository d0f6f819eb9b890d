// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Parses and writes JSON, compactly and with members in their original order.
///
/// A document is exactly one JSON value ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)); text after it
/// is an error.
public final class Json {
    /// The buffers are shared, because a pool for each thread is useless with virtual threads.
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// The beginning of an unterminated part; the description of the source that is left out says nothing
    /// about a text.
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; (line: \\d+, column: \\d+)]");

    private static final BigDecimal BEYOND_DOUBLES = new BigDecimal("1e309");

    private Json() {}

    /// Throws [JsonSyntaxException] with the position of the first error.
    public static JsonNode parse(String text) {
        return AsciiJson.parse(text).orElseGet(() -> parseText(MAPPER.reader(), text));
    }

    /// Parses a text in which no object may have duplicate names.
    public static JsonNode parseDistinct(String text) {
        return parseText(MAPPER.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION), text);
    }

    private static JsonNode parseText(ObjectReader reader, String text) {
        try {
            JsonNode node = reader.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new JsonSyntaxException("no JSON value", 1, 1);
            }
            return node;
        } catch (JsonProcessingException e) {
            throw syntaxError(e);
        }
    }

    /// Parses UTF-8 bytes.
    public static JsonNode parse(byte[] utf8) {
        ObjectReader reader = MAPPER.reader();
        return AsciiJson.parse(reader, utf8)
                .orElseGet(() -> parseText(reader, new String(utf8, StandardCharsets.UTF_8)));
    }

    public static String write(JsonNode node) {
        return JsonWriter.ascii(node).orElseGet(() -> jackson(node));
    }

    /// Writes with Jackson.
    static String jackson(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (IOException e) {
            throw new IllegalStateException("a JSON tree that cannot be written", e);
        }
    }

    /// Writes UTF-8. Half of a surrogate pair, which JSON can escape and UTF-8 cannot say, becomes `?`.
    public static byte[] bytes(JsonNode node) {
        return bytes(node, BigDecimal::toString);
    }

    /// Writes UTF-8 as [#bytes(JsonNode)] does.
    ///
    /// @param decimals writes the numbers that are decimals
    public static byte[] bytes(JsonNode node, Function<BigDecimal, String> decimals) {
        return JsonWriter.bytes(node, decimals);
    }

    /// Compares JSON values: `1`, `1.0` and `1e0` are the same number, and the order of members does not
    /// matter.
    public static boolean equal(JsonNode a, JsonNode b) {
        return a.equals(Json::compareScalars, b);
    }

    /// Returns a number that prints as `3` if it is whole and fits into 64 bits, and otherwise as `3.5`.
    /// Throws [IllegalArgumentException] for infinities and NaN, which JSON cannot express.
    public static NumericNode number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("no JSON number: " + value);
        }
        long whole = (long) value;
        return whole == value && whole != Long.MAX_VALUE ? number(whole) : DoubleNode.valueOf(value);
    }

    /// Returns the node that parsing this number would return.
    public static NumericNode number(long value) {
        int small = (int) value;
        return small == value ? IntNode.valueOf(small) : LongNode.valueOf(value);
    }

    /// Returns the name of a member as a step of a JSON pointer ([RFC 6901, section 3](
    /// https://www.rfc-editor.org/rfc/rfc6901#section-3)), without the slash.
    public static String pointerToken(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /// The only mapper; it is configured here, never by its users.
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /// Returns a number for comparison. One outside the range of a double, such as `1e400`, was parsed as
    /// infinite; it counts as greater than every double. (RFC 8259, section 6, lets parsers limit the range
    /// of numbers.)
    public static BigDecimal decimal(JsonNode number) {
        if (number.isFloatingPointNumber() && Double.isInfinite(number.doubleValue())) {
            return number.doubleValue() > 0 ? BEYOND_DOUBLES : BEYOND_DOUBLES.negate();
        }
        return number.decimalValue();
    }

    private static int compareScalars(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return decimal(a).compareTo(decimal(b));
        }
        return a.equals(b) ? 0 : 1;
    }

    private static JsonSyntaxException syntaxError(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        int line = at == null ? 1 : at.getLineNr();
        int column = at == null ? 1 : at.getColumnNr();
        String message = SOURCE.matcher(e.getOriginalMessage()).replaceAll("$1");
        return new JsonSyntaxException(message, line, column);
    }
}
