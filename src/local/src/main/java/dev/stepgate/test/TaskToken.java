// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;

/// The token of a task that waits for the test's answer.
public final class TaskToken {
    private final String value;
    private final Stepgate stepgate;

    TaskToken(String value, Stepgate stepgate) {
        this.value = value;
        this.stepgate = stepgate;
    }

    public String value() {
        return value;
    }

    /// Calls SendTaskSuccess.
    ///
    /// @throws dev.stepgate.local.aws.AwsException when the task no longer waits
    public void succeed(String output) {
        send("SendTaskSuccess", request().put("output", Json.write(Stepgate.json(output))));
    }

    /// Calls SendTaskFailure.
    ///
    /// @throws dev.stepgate.local.aws.AwsException when the task no longer waits
    public void fail(String error, String cause) {
        send("SendTaskFailure", request().put("error", error).put("cause", cause));
    }

    /// Calls SendTaskHeartbeat.
    ///
    /// @throws dev.stepgate.local.aws.AwsException when the task no longer waits
    public void heartbeat() {
        send("SendTaskHeartbeat", request());
    }

    private ObjectNode request() {
        return Json.mapper().createObjectNode().put("taskToken", value);
    }

    private void send(String operation, ObjectNode request) {
        stepgate.call("states", operation, request);
    }
}
