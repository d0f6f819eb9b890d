// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
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
import java.util.regex.Pattern;

/// JSON text to data and back, compact, members in the order they were written.
///
/// A document is exactly one JSON value ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)); text after it
/// is an error.
public final class Json {
    /// The buffers are shared, for a pool by thread is of no use to virtual threads.
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// Where something that lacks its end began; what is left out says nothing of a text.
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; (line: \\d+, column: \\d+)]");

    private static final BigDecimal BEYOND_DOUBLES = new BigDecimal("1e309");

    private Json() {}

    /// Throws [JsonSyntaxException] with the place of the first error.
    public static JsonNode parse(String text) {
        return parse(MAPPER.reader(), text);
    }

    /// The same, where no object may have a name twice.
    public static JsonNode parseDistinct(String text) {
        return parse(MAPPER.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION), text);
    }

    private static JsonNode parse(ObjectReader reader, String text) {
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

    /// The same for UTF-8 bytes.
    public static JsonNode parse(byte[] utf8) {
        return parse(new String(utf8, StandardCharsets.UTF_8));
    }

    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (IOException e) {
            throw new IllegalStateException("a JSON tree that cannot be written", e);
        }
    }

    /// Equality of JSON values: `1`, `1.0` and `1e0` are one number, the order of members does not count.
    public static boolean equal(JsonNode a, JsonNode b) {
        return a.equals(Json::compareScalars, b);
    }

    /// A number as `3` where it is whole and fits 64 bits, as `3.5` otherwise. Throws
    /// [IllegalArgumentException] for infinities and NaN, which JSON has no word for.
    public static NumericNode number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("no JSON number: " + value);
        }
        long whole = (long) value;
        return whole == value && whole != Long.MAX_VALUE ? number(whole) : DoubleNode.valueOf(value);
    }

    /// The node that parsing this number gives.
    public static NumericNode number(long value) {
        int small = (int) value;
        return small == value ? IntNode.valueOf(small) : LongNode.valueOf(value);
    }

    /// The one mapper; configured here, never by its users.
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /// A number as it is to be compared. One that is outside the range of a double, as `1e400`, was read as
    /// infinite; it counts as greater than every double. (RFC 8259, section 6, lets whoever reads numbers
    /// limit their range.)
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
