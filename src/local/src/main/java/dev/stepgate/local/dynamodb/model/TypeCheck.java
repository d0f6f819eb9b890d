// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.WireTypes;
import dev.stepgate.local.dynamodb.model.Shape.Member;
import dev.stepgate.local.dynamodb.model.Shape.Place;
import java.util.Base64;
import java.util.Map;

/// Checks that an input has the JSON types of its shape; the first wrong one is a SerializationException.
/// Unknown members are ignored, as by the service.
final class TypeCheck {
    private static final String MODEL = "com.amazonaws.dynamodb.v20120810.";
    private static final String STRUCTURE_UNEXPECTED = "Start of structure or map found where not expected";
    private static final String FIELD_UNEXPECTED = "Unexpected field type";
    private static final String PARAMETERIZED_UNEXPECTED = "class sun.reflect.generics.reflectiveObjects"
            + ".ParameterizedTypeImpl cannot be cast to class java.lang.Class (sun.reflect.generics.reflectiveObjects"
            + ".ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')";

    private TypeCheck() {}

    static void check(JsonNode value, Shape shape) {
        if (value.isNull()) {
            return;
        }
        switch (shape) {
            case Shape.Text _ -> text(value, "String");
            case Shape.Flag _ -> flag(value);
            case Shape.Whole whole -> whole(value, whole.type());
            case Shape.Blob _ -> blob(value);
            case Shape.ListOf list -> list(value, list);
            case Shape.MapOf map -> map(value, map);
            case Shape.Structure structure -> structure(value, structure);
            case Shape.Value(Place place) -> attributeValue(value, place);
        }
    }

    private static void structure(JsonNode value, Shape.Structure structure) {
        container(value, structure.name(), structure.place());
        for (Member member : structure.members()) {
            JsonNode found = value.get(member.name());
            if (found != null) {
                check(found, member.shape());
            }
        }
    }

    private static void container(JsonNode value, String name, Place place) {
        if (value.isArray()) {
            throw wrong("Unrecognized collection type class " + MODEL + name);
        }
        if (!value.isObject()) {
            throw wrong(place == Place.ELEMENT ? "Unexpected value type in payload" : FIELD_UNEXPECTED);
        }
    }

    private static void attributeValue(JsonNode value, Place place) {
        container(value, "AttributeValue", place);
        for (Member member : AttributeValueShape.MEMBERS) {
            JsonNode found = value.get(member.name());
            if (found != null) {
                check(found, member.shape());
            }
        }
    }

    private static void list(JsonNode value, Shape.ListOf list) {
        if (value.isObject()) {
            throw wrong(STRUCTURE_UNEXPECTED);
        }
        if (!value.isArray()) {
            throw wrong(list.parameterized() ? PARAMETERIZED_UNEXPECTED : FIELD_UNEXPECTED);
        }
        value.forEach(element -> check(element, list.element()));
    }

    private static void map(JsonNode value, Shape.MapOf map) {
        if (value.isArray()) {
            String type = map.type().contains(".") ? map.type() : MODEL + map.type();
            throw wrong("Unrecognized collection type java.util.Map<java.lang.String, " + type + ">");
        }
        if (!value.isObject()) {
            throw wrong(map.parameterized() ? PARAMETERIZED_UNEXPECTED : FIELD_UNEXPECTED);
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            check(entry.getValue(), map.value());
        }
    }

    private static void text(JsonNode value, String type) {
        if (value.isNumber()) {
            throw wrong((value.isIntegralNumber() ? "NUMBER_VALUE" : "DECIMAL_VALUE") + cannot(type));
        }
        if (value.isBoolean()) {
            throw wrong((value.asBoolean() ? "TRUE_VALUE" : "FALSE_VALUE") + cannot(type));
        }
        noContainer(value, "java.lang." + type);
    }

    private static void whole(JsonNode value, String type) {
        if (value.isBoolean()) {
            throw wrong((value.asBoolean() ? "TRUE_VALUE" : "FALSE_VALUE") + cannot(type));
        }
        if (value.isTextual()) {
            throw wrong("STRING_VALUE" + cannot(type));
        }
        noContainer(value, "java.lang." + type);
    }

    private static void flag(JsonNode value) {
        if (value.isNumber()) {
            throw wrong((value.isIntegralNumber() ? "NUMBER_VALUE" : "DECIMAL_VALUE") + cannot("Boolean"));
        }
        if (value.isTextual() && WireTypes.parseFlag(value.asText()).isEmpty()) {
            throw wrong("Unexpected token received from parser");
        }
        noContainer(value, "java.lang.Boolean");
    }

    private static void blob(JsonNode value) {
        if (value.isNumber() || value.isBoolean()) {
            throw wrong("only base-64-encoded strings are convertible to bytes");
        }
        noContainer(value, "java.nio.ByteBuffer");
        String text = value.asText();
        if (text.length() % 4 != 0) {
            throw wrong("Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length());
        }
        if (!isBase64(text)) {
            throw wrong("Invalid last non-pad Base64 character dectected");
        }
    }

    private static boolean isBase64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static void noContainer(JsonNode value, String type) {
        if (value.isArray()) {
            throw wrong("Unrecognized collection type class " + type);
        }
        if (value.isObject()) {
            throw wrong(STRUCTURE_UNEXPECTED);
        }
    }

    private static String cannot(String type) {
        return " cannot be converted to " + type;
    }

    private static AwsException wrong(String message) {
        return DynamoDbErrors.serialization(message);
    }
}
