// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;

/// The five systems as their clients see them, here or on AWS.
///
/// @param rest the REST API with its stage, `http://127.0.0.1:3000/api`
/// @param webSocket the WebSocket API with its stage
/// @param stepFunctions a client for the service that runs the state machines
/// @param aws the endpoint of AWS's services, when they run here
/// @param timer how long the ramen boils
/// @param log the functions' log so far, when they run here; a deployed stack's logs are in
///     CloudWatch
record Deployment(
        URI rest, URI webSocket, SfnClient stepFunctions, Optional<String> aws, Duration timer, FunctionLines log) {

    /// The time limit of everything; far longer than anything takes, so that no test fails on a busy machine.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    Rest restClient() {
        return new Rest(rest);
    }

    /// Returns the ARN of the one state machine whose name contains the logical id.
    String machine(String logicalId) {
        List<StateMachineListItem> machines = stepFunctions.listStateMachines().stateMachines();
        return machines.stream()
                .filter(machine -> machine.name().matches("(.*-)?" + logicalId + "(-.*)?"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no state machine " + logicalId + " among " + machines))
                .stateMachineArn();
    }
}
