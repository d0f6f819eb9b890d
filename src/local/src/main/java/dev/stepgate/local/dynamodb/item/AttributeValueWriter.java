// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Writes attribute values as JSON.
final class AttributeValueWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AttributeValueWriter() {}

    static ObjectNode write(AttributeValue value) {
        ObjectNode json = JSON.objectNode();
        switch (value) {
            case AttributeValue.S(String text) -> json.put("S", text);
            case AttributeValue.N number -> json.put("N", number.text());
            case AttributeValue.B(Bytes bytes) -> json.put("B", bytes.base64());
            case AttributeValue.Bool(boolean flag) -> json.put("BOOL", flag);
            case AttributeValue.Null _ -> json.put("NULL", true);
            case AttributeValue.SS set -> set.elements().forEach(json.putArray("SS")::add);
            case AttributeValue.NS set -> writeNumbers(set, json.putArray("NS"));
            case AttributeValue.BS set -> writeBytes(set, json.putArray("BS"));
            case AttributeValue.L list -> writeList(list, json.putArray("L"));
            case AttributeValue.M map -> json.set("M", writeMembers(map.members()));
        }
        return json;
    }

    static ObjectNode writeMembers(Map<String, AttributeValue> members) {
        ObjectNode json = JSON.objectNode();
        members.forEach((name, value) -> json.set(name, write(value)));
        return json;
    }

    private static void writeNumbers(AttributeValue.NS set, ArrayNode json) {
        set.elements().forEach(number -> json.add(number.toPlainString()));
    }

    private static void writeBytes(AttributeValue.BS set, ArrayNode json) {
        set.elements().forEach(bytes -> json.add(bytes.base64()));
    }

    private static void writeList(AttributeValue.L list, ArrayNode json) {
        list.elements().forEach(element -> json.add(write(element)));
    }
}
