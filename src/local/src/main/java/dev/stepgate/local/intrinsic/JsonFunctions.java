// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;

final class JsonFunctions {
    private JsonFunctions() {}

    /// Merges two objects, always shallowly; the third argument may be anything but true.
    static JsonNode merge(Arguments arguments) {
        ObjectNode first = arguments.object(0);
        ObjectNode second = arguments.object(1);
        if (arguments.get(2).booleanValue()) {
            throw arguments.refused();
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        merged.setAll(first);
        merged.setAll(second);
        return merged;
    }

    /// Parses JSON text; one of nothing but white space is null.
    static JsonNode parse(Arguments arguments) {
        if (arguments.text(0).isBlank()) {
            return NullNode.getInstance();
        }
        try {
            return Json.parse(arguments.text(0));
        } catch (JsonSyntaxException _) {
            throw arguments.refused();
        }
    }

    static JsonNode print(Arguments arguments) {
        Arguments.requireSize(arguments.get(0));
        return TextNode.valueOf(Json.write(arguments.get(0)));
    }
}
