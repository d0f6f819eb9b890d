// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Converts names of members to those of the AWS SDK for Java 2, with a capital first letter: `KMSKeyArn` in
/// the API is `KmsKeyArn` in a state machine ([supported
/// services](https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html)).
final class SdkNames {

    private SdkNames() {}

    static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    static String uncapitalized(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /// Returns a name in which only the first letter of a leading acronym is a capital: `MD5OfBody` becomes
    /// `Md5OfBody`.
    static String ofSdk(String name) {
        int end = 1;
        while (end < name.length()
                && Character.isUpperCase(name.charAt(end))
                && !(end + 1 < name.length() && Character.isLowerCase(name.charAt(end + 1)))) {
            end++;
        }
        return capitalized(name.substring(0, end).toLowerCase(Locale.ROOT) + name.substring(end));
    }

    /// Renames the members of an object and of all objects in it.
    static JsonNode rename(JsonNode value, UnaryOperator<String> names) {
        if (value.isArray()) {
            ArrayNode renamed = JsonNodes.array();
            value.forEach(element -> renamed.add(rename(element, names)));
            return renamed;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode renamed = JsonNodes.object();
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            renamed.set(names.apply(member.getKey()), rename(member.getValue(), names));
        }
        return renamed;
    }
}
