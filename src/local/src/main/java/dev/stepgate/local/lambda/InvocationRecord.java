// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The record of an asynchronous call
/// ([example](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html)).
///
/// @param functionArn with a qualifier
/// @param attempts that reached the function
record InvocationRecord(InvokeRequest request, String functionArn, Condition condition, int attempts) {

    enum Condition {
        SUCCESS("Success"),
        RETRIES_EXHAUSTED("RetriesExhausted"),
        EVENT_AGE_EXCEEDED("EventAgeExceeded");

        private final String text;

        Condition(String text) {
            this.text = text;
        }
    }

    /// @param result of the last attempt; empty when none reached the function
    JsonNode json(Instant now, Optional<InvocationResult> result) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("version", "1.0")
                .put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
        json.putObject("requestContext")
                .put("requestId", request.requestId())
                .put("functionArn", functionArn)
                .put("condition", condition.text)
                .put("approximateInvokeCount", attempts);
        json.set("requestPayload", payload(request.payload()));
        result.ifPresent(last -> {
            ObjectNode context = json.putObject("responseContext");
            context.put("statusCode", 200).put("executedVersion", last.call().executedVersion());
            if (last instanceof InvocationResult.FunctionError) {
                context.put("functionError", "Unhandled");
            }
            json.set("responsePayload", payload(last.payload()));
        });
        return json;
    }

    private static JsonNode payload(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            return text.isEmpty() ? Json.mapper().createObjectNode() : Json.parse(text);
        } catch (JsonSyntaxException _) {
            return TextNode.valueOf(text);
        }
    }
}
