// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;

/// What a Lambda function without proxy is selected by: the message of its error, an empty text when it succeeded.
final class FunctionError {
    private FunctionError() {}

    static String of(HttpResponse response) {
        if (response.status() >= 300) {
            throw GatewayFailure.internal();
        }
        try {
            JsonNode answer = Json.parse(response.body());
            return answer.path("errorMessage").asText("");
        } catch (JsonSyntaxException _) {
            return "";
        }
    }
}
