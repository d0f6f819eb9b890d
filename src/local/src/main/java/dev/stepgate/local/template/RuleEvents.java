// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads the events `EventBridgeRule`, `CloudWatchEvent`, `Schedule` and `ScheduleV2` of SAM's
/// functions and state machines: rules or schedules with [the names that SAM gives
/// them](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html).
///
/// @param logicalId of the rule or schedule: the resource's name followed by the event's
/// @param target the ARN to call
record RuleEvents(Stack stack, String logicalId, Properties event, String target) {
    private static final int MAX_TARGET_ID = 64;
    private static final List<String> INPUT = List.of("Input", "InputPath", "InputTransformer");
    private static final List<String> DELIVERY = List.of("RetryPolicy");

    List<Resource> pattern(String nameProperty) {
        ObjectNode input = ServiceInput.of(event, List.of("State"));
        EventBridgeReader.pattern(event, "Pattern", input);
        if (!event.fields().fields().containsKey("Pattern")) {
            event.problem("Pattern", "is missing");
        }
        return rule(nameProperty, input);
    }

    List<Resource> schedule() {
        ObjectNode input = ServiceInput.of(event, List.of("Description", "State"))
                .put("ScheduleExpression", event.required("Schedule"));
        if (event.node("Enabled").isPresent() && event.node("State").isPresent()) {
            event.problem("Enabled", "stands beside State: specify one of them");
        }
        if (event.node("Enabled").isPresent()) {
            input.put("State", event.flag("Enabled", true) ? "ENABLED" : "DISABLED");
        }
        return rule("Name", input);
    }

    private List<Resource> rule(String nameProperty, ObjectNode input) {
        String name = event.text(nameProperty).orElse(stack.nameOf(logicalId));
        ObjectNode called = called();
        called.setAll(ServiceInput.of(event, INPUT));
        called.put(
                "Id",
                event.inner("Target")
                        .map(chosen -> chosen.required("Id"))
                        .orElseGet(() -> targetId(isWorkflow() ? "StepFunctionsTarget" : "LambdaTarget")));
        ArrayNode targets = Json.mapper().createArrayNode().add(called);
        return withQueue(new EventBridgeReader.Rule(logicalId, name, event).made(input, targets));
    }

    /// Returns the id that SAM gives a target, shortened to what EventBridge allows.
    private String targetId(String end) {
        String id = ownId();
        return id.substring(0, Math.min(id.length(), MAX_TARGET_ID - end.length())) + end;
    }

    /// The logical id without the path of its stack.
    private String ownId() {
        return logicalId.substring(logicalId.lastIndexOf('/') + 1);
    }

    /// Returns a schedule of EventBridge Scheduler.
    List<Resource> scheduleV2() {
        ObjectNode input = ScheduleReader.input(event)
                .put(
                        "Name",
                        event.flag("OmitName", false)
                                ? stack.nameOf(logicalId)
                                : event.text("Name").orElse(ownId()));
        event.required("ScheduleExpression");
        if (!input.has("FlexibleTimeWindow")) {
            input.putObject("FlexibleTimeWindow").put("Mode", "OFF");
        }
        ObjectNode called = called();
        called.setAll(ServiceInput.of(event, List.of("Input")));
        called.put("RoleArn", role());
        input.set("Target", called);
        return withQueue(
                List.of(new Resource.ApiOperation(logicalId, event.mark(), "scheduler", "CreateSchedule", input)));
    }

    private ObjectNode called() {
        ObjectNode called = ServiceInput.of(event, DELIVERY).put("Arn", target);
        event.inner("DeadLetterConfig")
                .ifPresent(letters -> called.putObject("DeadLetterConfig")
                        .put("Arn", letters.text("Arn").orElseGet(() -> queueArn(queueId(letters)))));
        if (isWorkflow()) {
            called.put("RoleArn", role());
        }
        return called;
    }

    /// Returns the rule or schedule, and the dead-letter queue that SAM makes where none is named.
    private List<Resource> withQueue(List<Resource> made) {
        List<Resource> all = new ArrayList<>(made);
        event.inner("DeadLetterConfig")
                .filter(letters -> letters.node("Arn").isPresent())
                .filter(letters -> letters.node("Type").isPresent())
                .ifPresent(letters -> letters.problem("Type", "stands beside Arn: specify one of them"));
        event.inner("DeadLetterConfig")
                .filter(letters -> letters.node("Arn").isEmpty())
                .ifPresent(letters -> {
                    letters.requiredChoice("Type", List.of("SQS"));
                    String id = queueId(letters);
                    all.add(new Resource.Queue(id, event.mark(), stack.nameOf(id), Map.of()));
                });
        return all;
    }

    private String queueId(Properties letters) {
        return letters.text("QueueLogicalId").filter(id -> !id.isEmpty()).orElse(logicalId + "Queue");
    }

    private String queueArn(String queueId) {
        return stack.arn("sqs", stack.nameOf(queueId));
    }

    private boolean isWorkflow() {
        return target.contains(":states:");
    }

    /// Returns the event's role, or the one that SAM makes.
    private String role() {
        return event.text("RoleArn")
                .orElse("arn:" + stack.partition() + ":iam::" + stack.accountId() + ":role/"
                        + stack.nameOf(logicalId + "Role"));
    }
}
