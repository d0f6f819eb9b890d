// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import static dev.stepgate.local.jsonata.Builtins.always;
import static dev.stepgate.local.jsonata.Builtins.withArity;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.random.RandomUuid;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The functions that
/// [Step Functions adds](https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html).
final class StatesFunctions {
    private static final Set<String> ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
    /// The longest range; AWS refuses one element more.
    private static final int MAX_RANGE = 360_145;
    private static final ObjectReader STRICT =
            Json.mapper().reader().with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /// The functions by name. Their signatures allow one more parameter than the functions take, because the
    /// functions themselves report the surplus argument.
    static final Map<String, FunctionValue.Builtin> ALL = Map.ofEntries(
            withArity(1, "parse", "<x?x?:x>", StatesFunctions::parse),
            withArity(1, "partition", "<x?x?x?:x>", StatesFunctions::partition),
            withArity(1, "range", "<x?x?x?x?:x>", StatesFunctions::range),
            withArity(1, "hash", "<x?x?x?:x>", StatesFunctions::hash),
            withArity(1, "random", "<x?x?:n>", StatesFunctions::random),
            always(
                    "uuid",
                    "<:s>",
                    arguments -> TextNode.valueOf(
                            RandomUuid.of(arguments.scope().random()).toString())));

    private StatesFunctions() {}

    private static @Nullable JsonNode parse(Arguments arguments) {
        atMost(1, "parse", arguments);
        JsonNode text = arguments.get(0);
        if (text == null) {
            return null;
        }
        if (!(text instanceof TextNode json)) {
            throw EvaluationError.signature(1, "parse");
        }
        try {
            JsonNode node = STRICT.readTree(json.textValue());
            if (node != null && !node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException _) {
            // the same message as for text that is not JSON
        }
        throw new EvaluationError("D3137", "Invalid JSON");
    }

    private static @Nullable JsonNode partition(Arguments arguments) {
        atMost(2, "partition", arguments);
        JsonNode value = arguments.get(0);
        if (value == null) {
            return null;
        }
        if (!(value instanceof ArrayNode array)) {
            throw new EvaluationError("T0412", "Argument 1 of function \"partition\" must be an array of undefined");
        }
        if (arguments.get(1) == null) {
            return ComputedArray.of(array);
        }
        long size = whole(arguments, 1, "partition");
        if (size < 0) {
            throw new EvaluationError("D3137", "Second argument must be zero or greater");
        }
        return size == 0 || array.isEmpty() ? null : chunks(array, size);
    }

    private static JsonNode chunks(ArrayNode array, long size) {
        ComputedArray chunks = ComputedArray.array(8);
        for (int from = 0; from < array.size(); ) {
            int to = (int) Math.min(array.size(), from + size);
            ComputedArray chunk = ComputedArray.array(to - from);
            while (from < to) {
                chunk.push(array.get(from++));
            }
            chunks.push(chunk);
        }
        return chunks;
    }

    private static @Nullable JsonNode range(Arguments arguments) {
        atMost(3, "range", arguments);
        if (isUndefined(arguments, 0) || isUndefined(arguments, 1)) {
            return null;
        }
        long first = whole(arguments, 0, "range");
        long last = whole(arguments, 1, "range");
        long step = arguments.get(2) == null ? 0 : whole(arguments, 2, "range");
        if (step == 0 || (first != last && (first < last) != (step > 0))) {
            return null;
        }
        double steps = Math.floor(((double) last - first) / step);
        if (steps >= MAX_RANGE) {
            throw Bounds.tooBig();
        }
        ComputedArray range = ComputedArray.array((int) steps + 1);
        for (long i = 0; i <= steps; i++) {
            range.push(Json.number(first + i * step));
        }
        return range.size() == 1 ? range.get(0) : range;
    }

    private static @Nullable JsonNode hash(Arguments arguments) {
        atMost(2, "hash", arguments);
        if (isUndefined(arguments, 0)) {
            return null;
        }
        if (!(arguments.get(0) instanceof TextNode text)) {
            throw EvaluationError.signature(1, "hash");
        }
        JsonNode algorithm = arguments.get(1);
        if (isUndefined(arguments, 1)) {
            throw unknownAlgorithm("undefined");
        }
        if (algorithm == null) {
            return null;
        }
        if (!(algorithm instanceof TextNode name)) {
            throw EvaluationError.signature(2, "hash");
        }
        if (!ALGORITHMS.contains(name.textValue())) {
            throw unknownAlgorithm(name.textValue());
        }
        return TextNode.valueOf(digest(text.textValue(), name.textValue()));
    }

    private static String digest(String text, String algorithm) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static EvaluationError unknownAlgorithm(String name) {
        return new EvaluationError(
                "D3137", "Hash algorithm '" + name + "' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5");
    }

    /// Returns the first number of a generator with the given seed, or the next one of the scope's.
    private static JsonNode random(Arguments arguments) {
        atMost(1, "random", arguments);
        RandomGenerator random =
                arguments.get(0) == null ? arguments.scope().random() : new Random(whole(arguments, 0, "random"));
        return Numbers.node(random.nextDouble());
    }

    /// Returns true when the call gives the argument, but it is undefined.
    private static boolean isUndefined(Arguments arguments, int index) {
        return index < arguments.named() && arguments.get(index) == null;
    }

    private static void atMost(int most, String function, Arguments arguments) {
        if (arguments.get(most) != null) {
            throw EvaluationError.signature(most + 1, function);
        }
    }

    /// Reads a whole number; AWS rounds towards zero.
    private static long whole(Arguments arguments, int index, String function) {
        JsonNode value = arguments.get(index);
        if (value != null && value.isNumber()) {
            return (long) value.doubleValue();
        }
        throw EvaluationError.signature(index + 1, function);
    }
}
