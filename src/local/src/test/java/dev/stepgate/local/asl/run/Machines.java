// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.json.Json;
import java.util.Optional;

/// Makes requests for tests: a machine named `Machine`, an execution named `run`.
final class Machines {
    private Machines() {}

    static StartRequest request(String definition, String input) {
        return request(Json.parse(definition), Json.parse(input), WorkflowType.STANDARD);
    }

    static StartRequest request(JsonNode definition, JsonNode input, WorkflowType type) {
        return request(definition, new StartRequest.Input(input, Optional.empty()), type);
    }

    static StartRequest request(JsonNode definition, StartRequest.Input input, WorkflowType type) {
        StartRequest.Machine machine = new StartRequest.Machine(
                "arn:aws:states:us-east-1:123456789012:stateMachine:Machine",
                "Machine",
                "arn:aws:iam::123456789012:role/Role");
        StartRequest.Identity identity = new StartRequest.Identity(
                "arn:aws:states:us-east-1:123456789012:execution:Machine:run",
                "run",
                machine,
                Optional.empty(),
                Optional.empty());
        return new StartRequest(
                new AslParser(type, ResourceCheck.ANY).parse(Json.write(definition)),
                type,
                identity,
                input,
                StartRequest.Caller.GONE);
    }
}
