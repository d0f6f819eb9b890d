// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The intrinsic functions, with the number of arguments of each.
enum IntrinsicFunction {
    ARRAY("Array", 0, Integer.MAX_VALUE, ArrayFunctions::array),
    ARRAY_PARTITION("ArrayPartition", 2, 2, ArrayFunctions::partition),
    ARRAY_CONTAINS("ArrayContains", 2, 2, ArrayFunctions::contains),
    ARRAY_RANGE("ArrayRange", 3, 3, ArrayFunctions::range),
    ARRAY_GET_ITEM("ArrayGetItem", 2, 2, ArrayFunctions::item),
    ARRAY_LENGTH("ArrayLength", 1, 1, ArrayFunctions::length),
    ARRAY_UNIQUE("ArrayUnique", 1, 1, ArrayFunctions::unique),
    BASE64_ENCODE("Base64Encode", 1, 1, TextFunctions::base64Encode),
    BASE64_DECODE("Base64Decode", 1, 1, TextFunctions::base64Decode),
    HASH("Hash", 2, 2, TextFunctions::hash),
    STRING_SPLIT("StringSplit", 2, 2, TextFunctions::split),
    UNIQUE_ID("UUID", 0, 0, TextFunctions::uuid),
    FORMAT("Format", 1, Integer.MAX_VALUE, Format::format),
    JSON_MERGE("JsonMerge", 3, 3, JsonFunctions::merge),
    STRING_TO_JSON("StringToJson", 1, 1, JsonFunctions::parse),
    JSON_TO_STRING("JsonToString", 1, 1, JsonFunctions::print),
    MATH_RANDOM("MathRandom", 2, 3, MathFunctions::random),
    MATH_ADD("MathAdd", 2, 2, MathFunctions::add);

    private static final Map<String, IntrinsicFunction> NAMED =
            Arrays.stream(values()).collect(Collectors.toMap(IntrinsicFunction::toString, function -> function));

    private final String title;
    private final int fewest;
    private final int most;

    @SuppressWarnings("ImmutableEnumChecker") // method references, which hold nothing
    private final java.util.function.Function<Arguments, JsonNode> body;

    IntrinsicFunction(String title, int fewest, int most, java.util.function.Function<Arguments, JsonNode> body) {
        this.title = title;
        this.fewest = fewest;
        this.most = most;
        this.body = body;
    }

    static Optional<IntrinsicFunction> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }

    JsonNode apply(Arguments arguments) {
        if (arguments.size() < fewest || arguments.size() > most) {
            throw arguments.refused();
        }
        return body.apply(arguments);
    }

    /// Returns the full name, such as `States.Array`.
    @Override
    public String toString() {
        return "States." + title;
    }
}
