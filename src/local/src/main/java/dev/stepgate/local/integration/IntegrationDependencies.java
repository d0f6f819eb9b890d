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
            CompletionStage<JsonNode> answer = called.call(call);
            return called instanceof UpstreamService
                    ? time.inTurn(called.name() + " " + call.operation(), answer)
                    : answer;
        } catch (AwsException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }
}
