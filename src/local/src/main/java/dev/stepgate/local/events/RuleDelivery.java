// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.targets.Deliveries;
import dev.stepgate.local.targets.Delivery;
import dev.stepgate.local.targets.RetryPolicy;
import dev.stepgate.local.targets.TargetCall;
import dev.stepgate.local.targets.Targets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// One event on its way from a rule to one of its targets.
///
/// @param id of the event
/// @param invocation a UUID of this delivery, the same for all attempts
record RuleDelivery(
        RuleTarget target, TargetInput.Occasion occasion, String id, String invocation, OtherTargets otherTargets)
        implements Delivery {

    /// The ways to targets inside EventBridge itself.
    ///
    /// @param bus puts an event on another bus
    /// @param mayForward false for an event that comes from another bus
    record OtherTargets(Destinations destinations, Forward bus, boolean mayForward) {}

    @FunctionalInterface
    interface Forward {

        /// Puts the event of a delivery on another bus.
        ///
        /// @throws AwsException when there is no such bus, or the event comes from another bus already
        void accept(String bus, String eventId);
    }

    @Override
    public CompletionStage<JsonNode> attempt(int number, Targets targets) {
        String text = target.input().text(occasion);
        return switch (target.kind()) {
            case FUNCTION -> targets.call(operation("lambda", "Invoke", function(text)));
            case QUEUE -> targets.call(operation("sqs", "SendMessage", message(text)));
            case TOPIC ->
                targets.call(operation(
                        "sns", "Publish", object().put("TopicArn", target.arn()).put("Message", text)));
            case STATE_MACHINE -> targets.call(operation("states", "StartExecution", execution(text)));
            case API_DESTINATION -> request(text, targets);
            case BUS -> {
                otherTargets.bus().accept(target.name(), id);
                yield CompletableFuture.completedFuture(object());
            }
        };
    }

    private ObjectNode function(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return object().put("FunctionName", target.arn())
                .put("InvocationType", "Event")
                .put("Payload", Base64.getEncoder().encodeToString(payload));
    }

    private ObjectNode message(String text) {
        ObjectNode input =
                object().put("QueueUrl", Deliveries.queueUrl(target.arn())).put("MessageBody", text);
        JsonNode group = target.definition().path("SqsParameters").path("MessageGroupId");
        if (group.isTextual()) {
            input.set("MessageGroupId", group);
        }
        return input;
    }

    private ObjectNode execution(String text) {
        return object().put("stateMachineArn", target.arn())
                .put("name", id + "_" + invocation)
                .put("input", text);
    }

    private CompletionStage<JsonNode> request(String text, Targets targets) {
        JsonNode parameters = target.definition().path("HttpParameters");
        return otherTargets
                .destinations()
                .send(target.arn(), text, HttpParameters.of(parameters, occasion.event()), targets);
    }

    private static TargetCall operation(String service, String operation, ObjectNode input) {
        return new TargetCall.Operation(service, operation, input);
    }

    @Override
    public RetryPolicy policy() {
        return target.retries();
    }

    /// Returns the event itself, with the reason in the message's attributes ([dead-letter
    /// queues](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html)).
    @Override
    public Optional<DeadLetter> deadLetter(Failure failure) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("RULE_ARN", occasion.rule().arn());
        attributes.put("TARGET_ARN", target.arn());
        attributes.put("ERROR_CODE", code(failure.reason()));
        attributes.put("ERROR_MESSAGE", failure.reason().message());
        attributes.put("RETRY_ATTEMPTS", String.valueOf(failure.retries()));
        failure.exhausted().ifPresent(condition -> attributes.put("EXHAUSTED_RETRY_CONDITION", condition));
        return target.deadLetterQueue().map(queue -> new DeadLetter(queue, Json.write(occasion.event()), attributes));
    }

    /// Returns one of the codes listed on the page on dead-letter queues.
    private static String code(AwsException reason) {
        String code = reason.code();
        if (code.matches("[A-Z_]+")) {
            return code;
        }
        if (reason.status() == 429) {
            return "THROTTLING";
        }
        if (reason.status() >= 500) {
            return "INTERNAL_ERROR";
        }
        boolean isGone = code.matches(".*(NotFound|DoesNotExist|NonExistent).*");
        return isGone ? "NO_RESOURCE" : "SDK_CLIENT_ERROR";
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = object().put("bus", occasion.rule().bus())
                .put("rule", occasion.rule().name())
                .put("ingested", occasion.ingested().toString())
                .put("invocation", invocation)
                .put("mayForward", otherTargets.mayForward());
        json.set("target", target.definition());
        json.set("event", occasion.event());
        return json;
    }

    @Override
    public String describe() {
        return "Rule " + occasion.rule().name() + " to " + target.arn();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
