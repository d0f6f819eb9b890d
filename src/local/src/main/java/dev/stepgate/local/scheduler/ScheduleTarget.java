// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.targets.Deliveries;
import dev.stepgate.local.targets.RetryPolicy;
import dev.stepgate.local.targets.TargetCall;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The target of a schedule: a [templated
/// target](https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html) or a
/// [universal
/// target](https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html).
/// Immutable.
///
/// @param definition the members of the target as they were given
/// @param input absent when the target gets a notification
record ScheduleTarget(String arn, JsonNode definition, Kind kind, Optional<String> input) {
    private static final Pattern ARN = Pattern.compile("arn:[^:]+:([^:]+):([^:]*):([^:]*):(.+)");
    private static final Pattern UNIVERSAL = Pattern.compile("aws-sdk:([a-z0-9]+):([a-z][A-Za-z0-9]*)");

    /// Operations that only read, which a universal target must not name.
    private static final Pattern READS = Pattern.compile("(get|describe|list|poll|receive|search|scan|query|select|read"
            + "|lookup|discover|validate|batchGet|batchDescribe|batchRead|transactGet|adminGet|adminList)"
            + "([A-Z0-9].*)?");

    /// The way in which the target is called.
    sealed interface Kind {
        /// @param operation for messages
        record Templated(String service, String operation) implements Kind {}

        record Universal(String sdkService, String operation) implements Kind {}
    }

    static ScheduleTarget parse(JsonNode target) {
        String arn = target.path("Arn").asText();
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw SchedulerErrors.invalid("Provided Arn is not in correct format: " + arn);
        }
        Kind kind = parts.group(1).equals("scheduler")
                ? universal(parts.group(4), arn)
                : templated(parts.group(1), parts.group(4), arn);
        Optional<String> input = Optional.of(target.path("Input").asText()).filter(_ -> target.hasNonNull("Input"));
        ScheduleTarget parsed = new ScheduleTarget(arn, target, kind, input);
        parsed.check();
        return parsed;
    }

    private static Kind universal(String resource, String arn) {
        Matcher parts = UNIVERSAL.matcher(resource);
        if (!parts.matches()) {
            throw SchedulerErrors.invalid(
                    "A universal target must be arn:aws:scheduler:::aws-sdk:service:apiAction, not " + arn);
        }
        if (READS.matcher(parts.group(2)).matches()) {
            throw SchedulerErrors.invalid("A universal target must not only read: " + arn);
        }
        return new Kind.Universal(parts.group(1), parts.group(2));
    }

    private static Kind templated(String service, String resource, String arn) {
        return switch (service) {
            case "lambda" -> new Kind.Templated(service, "Invoke");
            case "sqs" -> new Kind.Templated(service, "SendMessage");
            case "sns" -> new Kind.Templated(service, "Publish");
            case "states" -> new Kind.Templated(service, "StartExecution");
            case "events" -> {
                if (!resource.startsWith("event-bus/")) {
                    throw SchedulerErrors.invalid("An EventBridge target must be an event bus, not " + arn);
                }
                yield new Kind.Templated(service, "PutEvents");
            }
            default ->
                throw SchedulerErrors.invalid(
                        "This local runtime calls functions, queues, topics, state machines and event buses, and any"
                                + " operation by arn:aws:scheduler:::aws-sdk:service:apiAction, not " + arn);
        };
    }

    private void check() {
        switch (kind) {
            case Kind.Templated templated -> {
                if (templated.service().equals("events") && !definition.hasNonNull("EventBridgeParameters")) {
                    throw SchedulerErrors.invalid("EventBridgeParameters must be provided for target " + arn);
                }
                boolean isFifo = templated.service().equals("sqs") && arn.endsWith(".fifo");
                if (isFifo && !definition.path("SqsParameters").hasNonNull("MessageGroupId")) {
                    throw SchedulerErrors.invalid("SqsParameters with a MessageGroupId must be provided for " + arn);
                }
                if (!templated.service().matches("sqs|sns")) {
                    input.ifPresent(this::parsed);
                }
            }
            case Kind.Universal _ -> {
                if (!parsed(input.orElse("{}")).isObject()) {
                    throw SchedulerErrors.invalid("The Input of a universal target must be a JSON object: " + arn);
                }
            }
        }
    }

    private JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw SchedulerErrors.invalid("The Input of " + arn + " must be well-formed JSON: " + e.getMessage());
        }
    }

    RetryPolicy retries() {
        return RetryPolicy.of(definition.path("RetryPolicy"));
    }

    Optional<String> deadLetterQueue() {
        return Optional.of(definition.path("DeadLetterConfig").path("Arn").asText())
                .filter(queue -> !queue.isEmpty());
    }

    /// Returns the call with this text as its input.
    ///
    /// @param invocation an id that all attempts of one invocation share
    TargetCall call(String text, String invocation) {
        return switch (kind) {
            case Kind.Templated templated ->
                new TargetCall.Operation(
                        templated.service(), templated.operation(), members(templated.service(), text, invocation));
            case Kind.Universal universal ->
                new TargetCall.SdkOperation(universal.sdkService(), universal.operation(), (ObjectNode) parsed(text));
        };
    }

    private ObjectNode members(String service, String text, String invocation) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        return switch (service) {
            case "lambda" ->
                members.put("FunctionName", arn)
                        .put("InvocationType", "Event")
                        .put("Payload", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
            case "sqs" -> message(members, text);
            case "sns" -> members.put("TopicArn", arn).put("Message", text);
            case "states" ->
                members.put("stateMachineArn", arn).put("name", invocation).put("input", text);
            default -> event(members, text);
        };
    }

    private ObjectNode message(ObjectNode members, String text) {
        members.put("QueueUrl", Deliveries.queueUrl(arn)).put("MessageBody", text);
        JsonNode group = definition.path("SqsParameters").path("MessageGroupId");
        if (group.isTextual()) {
            members.set("MessageGroupId", group);
        }
        return members;
    }

    private ObjectNode event(ObjectNode members, String text) {
        JsonNode parameters = definition.path("EventBridgeParameters");
        members.putArray("Entries")
                .addObject()
                .put("EventBusName", arn)
                .put("Source", parameters.path("Source").asText())
                .put("DetailType", parameters.path("DetailType").asText())
                .put("Detail", text);
        return members;
    }
}
