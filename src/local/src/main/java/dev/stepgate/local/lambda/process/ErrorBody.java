// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;

/// Reads the error that a process reports: its JSON as it is or, where it sends none, the header's content.
final class ErrorBody {
    private static final String TYPE = "Lambda-Runtime-Function-Error-Type";

    private ErrorBody() {}

    static byte[] of(HttpRequest request) {
        return isObject(request.body()) ? request.body() : ofHeader(request);
    }

    /// The member `errorType`; empty when there is none.
    static String type(byte[] error) {
        return text(error, "errorType");
    }

    /// The member `errorMessage`; empty when there is none.
    static String message(byte[] error) {
        return text(error, "errorMessage");
    }

    private static String text(byte[] error, String member) {
        return isObject(error) ? Json.parse(error).path(member).asText("") : "";
    }

    private static boolean isObject(byte[] body) {
        try {
            JsonNode parsed = Json.parse(body);
            return parsed.isObject();
        } catch (JsonSyntaxException _) {
            return false;
        }
    }

    private static byte[] ofHeader(HttpRequest request) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("errorMessage", request.text());
        error.put("errorType", request.headers().first(TYPE).orElse("Function.Unknown"));
        return Json.bytes(error);
    }
}
