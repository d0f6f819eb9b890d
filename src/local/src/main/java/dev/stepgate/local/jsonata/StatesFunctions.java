// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.stepgate.local.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The functions that
/// [Step Functions adds](https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html), and the ones of
/// JSONata that depend on time and chance.
final class StatesFunctions {
    private static final Set<String> ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
    /// AWS refuses one element more.
    private static final int LONGEST_RANGE = 360_145;
    private static final ObjectReader STRICT =
            Json.mapper().reader().with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /// Those that depend on their arguments only.
    static final List<Builtin> ALL = List.of(
            new Builtin("parse", "<x?x?:x>", StatesFunctions::parse),
            new Builtin("partition", "<x?x?x?:x>", StatesFunctions::partition),
            new Builtin("range", "<x?x?x?x?:x>", StatesFunctions::range),
            new Builtin("hash", "<x?x?x?:x>", StatesFunctions::hash));

    private StatesFunctions() {}

    /// The function of that name, if it depends on the scope.
    static @Nullable Builtin of(String name, JsonataScope scope) {
        return switch (name) {
            case "random" -> new Builtin(name, "<x?x?:n>", arguments -> random(arguments, scope.random()));
            case "uuid" -> new Builtin(name, "<:s>", _ -> uuid(scope.random()));
            case "now" -> new Builtin(name, "<s?s?:s>", arguments -> now(arguments, scope));
            case "millis" -> new Builtin(name, "<:n>", _ -> scope.now().toEpochMilli());
            default -> null;
        };
    }

    private static @Nullable Object parse(List<?> arguments) {
        atMost(1, "parse", arguments);
        Object text = argument(arguments, 0);
        if (text == null) {
            return null;
        }
        if (!(text instanceof String json)) {
            throw EvaluationError.signature(1, "parse");
        }
        try {
            JsonNode node = STRICT.readTree(json);
            if (node != null && !node.isMissingNode()) {
                return Values.of(node);
            }
        } catch (JsonProcessingException _) {
            // the same as no JSON at all
        }
        throw new EvaluationError("D3137", "Invalid JSON");
    }

    private static @Nullable Object partition(List<?> arguments) {
        atMost(2, "partition", arguments);
        Object array = argument(arguments, 0);
        if (array == null) {
            return null;
        }
        if (!(array instanceof List<?> elements)) {
            throw new EvaluationError("T0412", "Argument 1 of function \"partition\" must be an array of undefined");
        }
        if (argument(arguments, 1) == null) {
            return List.of(elements);
        }
        long size = whole(arguments, 1, "partition");
        if (size < 0) {
            throw new EvaluationError("D3137", "Second argument must be zero or greater");
        }
        if (size == 0 || elements.isEmpty()) {
            return null;
        }
        List<Object> chunks = new ArrayList<>();
        for (int from = 0; from < elements.size(); ) {
            int to = (int) Math.min(elements.size(), from + size);
            chunks.add(new ArrayList<>(elements.subList(from, to)));
            from = to;
        }
        return chunks;
    }

    private static @Nullable Object range(List<?> arguments) {
        atMost(3, "range", arguments);
        if (isUndefined(arguments, 0) || isUndefined(arguments, 1)) {
            return null;
        }
        long first = whole(arguments, 0, "range");
        long last = whole(arguments, 1, "range");
        long step = argument(arguments, 2) == null ? 0 : whole(arguments, 2, "range");
        if (step == 0 || (first != last && (first < last) != (step > 0))) {
            return null;
        }
        double steps = Math.floor(((double) last - first) / step);
        if (steps >= LONGEST_RANGE) {
            throw new EvaluationError(Bounds.TOO_BIG);
        }
        List<Object> range = new ArrayList<>();
        for (long i = 0; i <= steps; i++) {
            range.add(Json.number(first + i * step).numberValue());
        }
        return range.size() == 1 ? range.getFirst() : range;
    }

    private static @Nullable Object hash(List<?> arguments) {
        atMost(2, "hash", arguments);
        if (isUndefined(arguments, 0)) {
            return null;
        }
        if (!(argument(arguments, 0) instanceof String text)) {
            throw EvaluationError.signature(1, "hash");
        }
        Object algorithm = argument(arguments, 1);
        if (isUndefined(arguments, 1)) {
            throw unknownAlgorithm("undefined");
        }
        if (algorithm == null) {
            return null;
        }
        if (!(algorithm instanceof String name)) {
            throw EvaluationError.signature(2, "hash");
        }
        if (!ALGORITHMS.contains(name)) {
            throw unknownAlgorithm(name);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    private static EvaluationError unknownAlgorithm(String name) {
        return new EvaluationError(
                "D3137", "Hash algorithm '" + name + "' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5");
    }

    private static Object random(List<?> arguments, RandomGenerator chance) {
        atMost(1, "random", arguments);
        return argument(arguments, 0) == null
                ? chance.nextDouble()
                : new Random(whole(arguments, 0, "random")).nextDouble();
    }

    /// Version 4 of RFC 9562.
    static String uuid(RandomGenerator chance) {
        long high = (chance.nextLong() & ~0xF000L) | 0x4000L;
        long low = (chance.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }

    private static Object now(List<?> arguments, JsonataScope scope) {
        return Times.text(scope.now().toEpochMilli(), (String) argument(arguments, 0), (String) argument(arguments, 1));
    }

    private static @Nullable Object argument(List<?> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    /// Whether the call names the argument and it has no value.
    private static boolean isUndefined(List<?> arguments, int index) {
        return arguments instanceof FunctionSignature.Arguments checked
                && index < checked.named()
                && checked.get(index) == null;
    }

    private static void atMost(int most, String function, List<?> arguments) {
        if (argument(arguments, most) != null) {
            throw EvaluationError.signature(most + 1, function);
        }
    }

    /// AWS rounds towards zero.
    private static long whole(List<?> arguments, int index, String function) {
        if (argument(arguments, index) instanceof Number number) {
            return (long) number.doubleValue();
        }
        throw EvaluationError.signature(index + 1, function);
    }
}
