// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;

/// Returns the text that selects the response of a Lambda function without proxy: the message of its error,
/// or an empty string when it succeeded. A payload that Lambda refuses, such as a rendered template that is
/// not JSON, is a bad request; one of more than 6 MB is too large
/// ([recorded](https://github.com/koki-develop/lgtm-generator/issues/10)).
final class FunctionError {
    private FunctionError() {}

    static String of(HttpResponse response) {
        JsonNode answer = parse(response);
        if (response.status() == 400) {
            throw GatewayFailure.badRequest(answer.path("message").asText()).because("the function was not invoked");
        }
        if (response.status() == 413) {
            throw GatewayFailure.requestTooLarge().because("the function was not invoked");
        }
        if (response.status() >= 300) {
            throw GatewayFailure.internal().because("the function was not invoked");
        }
        return answer.path("errorMessage").asText("");
    }

    private static JsonNode parse(HttpResponse response) {
        try {
            return Json.parse(response.body());
        } catch (JsonSyntaxException _) {
            return MissingNode.getInstance();
        }
    }
}
