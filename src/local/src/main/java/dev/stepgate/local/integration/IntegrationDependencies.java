// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.aws.UpstreamService;
import dev.stepgate.local.lambda.InvocationResult;
import dev.stepgate.local.lambda.InvokeRequest;
import dev.stepgate.local.time.Time;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The dependencies that all integrations share.
record IntegrationDependencies(Backends backends, Time time, ExecutionIds ids) {

    String newRequestId() {
        return ids.uuid();
    }

    /// Calls a function; a refusal is in the stage, never thrown.
    CompletionStage<InvocationResult> invoke(InvokeRequest call) {
        try {
            return backends.functions().invoke(call);
        } catch (AwsException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /// Calls an operation; a refusal is in the stage, never thrown. While the call is under way elsewhere, virtual
    /// time stands still.
    CompletionStage<JsonNode> call(String service, AwsCall call) {
        try {
            AwsService called = backends.service(service)
                    .orElseThrow(() -> new AwsException(
                            404, "ServiceNotFound", "there is no service " + service + " in this runtime"));
            return called instanceof UpstreamService ? inTurn(called, call) : called.call(call);
        } catch (AwsException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private CompletionStage<JsonNode> inTurn(AwsService elsewhere, AwsCall call) {
        CompletionStage<JsonNode> answer = elsewhere.call(call);
        Time.Hold hold = time.hold(elsewhere.name() + " " + call.operation());
        CompletableFuture<JsonNode> admitted = new CompletableFuture<>();
        answer.whenComplete((output, refused) -> hold.end(() -> complete(admitted, output, refused)));
        return admitted;
    }

    private static void complete(
            CompletableFuture<JsonNode> admitted, @Nullable JsonNode output, @Nullable Throwable refused) {
        if (refused == null) {
            admitted.complete(output);
        } else {
            admitted.completeExceptionally(refused);
        }
    }
}
