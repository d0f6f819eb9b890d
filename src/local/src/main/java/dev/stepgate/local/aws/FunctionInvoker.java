// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Invokes functions with events, as Lambda's pollers of queues and streams do.
///
/// @param lambda the service
/// @param requestIds a new one for each call
public record FunctionInvoker(AwsService lambda, Supplier<String> requestIds) {

    /// Invokes a function and waits for its result, the output of
    /// [Invoke](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html). A refusal is always in the stage.
    ///
    /// @param function its name or ARN
    public CompletionStage<JsonNode> invoke(String function, JsonNode event) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("FunctionName", function);
        input.put("Payload", Base64.getEncoder().encodeToString(Json.bytes(event)));
        try {
            return lambda.call(new AwsCall("Invoke", input, requestIds.get()));
        } catch (AwsException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }
}
