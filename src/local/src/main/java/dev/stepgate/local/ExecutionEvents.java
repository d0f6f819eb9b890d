// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.events.EventBridge;
import dev.stepgate.local.events.ExecutionStatusChange;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.stepfunctions.ExecutionObserver;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// Puts [Step Functions Execution Status
/// Change](https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html) events on the
/// default bus.
record ExecutionEvents(EventBridge bridge) implements ExecutionObserver {

    @Override
    public boolean isInterested() {
        return bridge.hasRules();
    }

    @Override
    public void changed(JsonNode execution) {
        ExecutionStatusChange change = new ExecutionStatusChange(
                new ExecutionStatusChange.Execution(
                        execution.path("executionArn").asText(),
                        execution.path("stateMachineArn").asText(),
                        execution.path("name").asText(),
                        date(execution.path("startDate")),
                        execution.path("input").asText()),
                execution.path("status").asText(),
                Optional.of(execution).filter(ended -> ended.has("stopDate")).map(ExecutionEvents::end));
        bridge.put(
                ExecutionStatusChange.SOURCE, ExecutionStatusChange.DETAIL_TYPE, change.detail(), change.resources());
    }

    private static ExecutionStatusChange.End end(JsonNode execution) {
        return new ExecutionStatusChange.End(
                date(execution.path("stopDate")),
                text(execution, "output"),
                text(execution, "error"),
                text(execution, "cause"));
    }

    private static Instant date(JsonNode seconds) {
        return Instant.ofEpochMilli(
                Json.decimal(seconds).multiply(BigDecimal.valueOf(1000)).longValue());
    }

    private static Optional<String> text(JsonNode execution, String member) {
        return Optional.ofNullable(execution.get(member)).map(JsonNode::asText);
    }
}
