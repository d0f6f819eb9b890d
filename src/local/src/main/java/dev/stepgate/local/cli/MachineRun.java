// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Resource;
import java.util.concurrent.CompletionException;

/// One execution of a state machine, from its start to its end.
record MachineRun(LocalRuntime runtime, Resource.StateMachine machine) {

    /// Runs it and waits for its end.
    ///
    /// @param testCase `#NAME`, or empty
    /// @return the members of DescribeExecution, or of StartSyncExecution for an Express machine
    /// @throws AwsException when it is not started
    JsonNode ended(String testCase, JsonNode input) {
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("stateMachineArn", machine.arn() + testCase).put("input", Json.write(input));
        if (machine.type() == Resource.StateMachine.Type.EXPRESS) {
            return call("StartSyncExecution", request);
        }
        return runtime.endOfExecution(
                        call("StartExecution", request).path("executionArn").asText())
                .toCompletableFuture()
                .join();
    }

    private JsonNode call(String operation, ObjectNode request) {
        try {
            return runtime.call("states", operation, request)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw Completions.cause(e) instanceof AwsException refused ? refused : e;
        }
    }
}
