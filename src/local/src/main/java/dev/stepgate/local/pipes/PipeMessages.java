// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.targets.Deliveries;
import dev.stepgate.local.targets.TargetCall;
import java.util.Optional;

/// Makes the calls of targets that take one event at a time. Parameters that begin with `$.` are paths into the event
/// before the target's template ([target
/// parameters](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html)).
final class PipeMessages {
    private PipeMessages() {}

    /// @param event that the target's template has made
    /// @param original before the template
    static TargetCall of(Pipe pipe, JsonNode event, JsonNode original) {
        Pipe.Step target = pipe.target();
        return switch (target.service()) {
            case "sqs" -> new TargetCall.Operation("sqs", "SendMessage", message(target, event, original));
            case "sns" ->
                new TargetCall.Operation(
                        "sns", "Publish", object().put("TopicArn", target.arn()).put("Message", text(event)));
            case "events" -> new TargetCall.Operation("events", "PutEvents", entries(pipe, event, original));
            default -> throw new IllegalArgumentException(target.arn());
        };
    }

    private static ObjectNode message(Pipe.Step target, JsonNode event, JsonNode original) {
        ObjectNode input =
                object().put("QueueUrl", Deliveries.queueUrl(target.arn())).put("MessageBody", text(event));
        parameter(target, "MessageGroupId", original).ifPresent(id -> input.put("MessageGroupId", id));
        parameter(target, "MessageDeduplicationId", original).ifPresent(id -> input.put("MessageDeduplicationId", id));
        return input;
    }

    private static ObjectNode entries(Pipe pipe, JsonNode event, JsonNode original) {
        Pipe.Step target = pipe.target();
        ObjectNode input = object();
        ObjectNode entry = input.putArray("Entries").addObject();
        entry.put("EventBusName", target.arn())
                .put("Source", parameter(target, "Source", original).orElse("Pipe " + pipe.name()))
                .put(
                        "DetailType",
                        parameter(target, "DetailType", original)
                                .orElse("Event from aws:" + pipe.source().split(":", 4)[2]))
                .put("Detail", text(event));
        target.parameters()
                .path("Resources")
                .forEach(each -> entry.withArray("Resources").add(each.asText()));
        return input;
    }

    private static Optional<String> parameter(Pipe.Step target, String name, JsonNode original) {
        JsonNode value = target.parameters().path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        return value.asText().startsWith("$.")
                ? PipeTemplate.find(PipeTemplate.path(value.asText()), original).map(JsonNode::asText)
                : Optional.of(value.asText());
    }

    private static String text(JsonNode event) {
        return event.isTextual() ? event.textValue() : Json.write(event);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
