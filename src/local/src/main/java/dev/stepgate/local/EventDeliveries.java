// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.dynamodb.stream.FailureDestination;
import dev.stepgate.local.events.EventBridge;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.InvocationDestinations;
import dev.stepgate.local.s3.BucketObserver;
import dev.stepgate.local.s3.Destination;
import dev.stepgate.local.targets.Deliveries;
import dev.stepgate.local.targets.TargetCall;
import dev.stepgate.local.targets.Targets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers the events of buckets, the records that event sources have given up on, and what remains
/// of asynchronous calls, to functions, queues, topics and buses. A refusal is only logged, because S3
/// and Lambda report it to nobody.
///
/// @param targets the services
/// @param events the bus of [EventBridge
/// notifications](https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html)
record EventDeliveries(Targets targets, EventBridge events)
        implements BucketObserver, FailureDestination, InvocationDestinations {
    private static final Logger LOG = LoggerFactory.getLogger(EventDeliveries.class);

    @Override
    public void happened(Destination destination, JsonNode event) {
        switch (destination) {
            case Destination.Function(String arn) -> call("lambda", "Invoke", invocation(arn, event));
            case Destination.Queue(String arn) -> toQueue(arn, event);
            case Destination.Topic(String arn) ->
                call("sns", "Publish", message(arn, event).put("Subject", "Amazon S3 Notification"));
            case Destination.EventBus _ -> toBus(event);
        }
    }

    @Override
    public void send(String arn, JsonNode record) {
        if (arn.contains(":sns:")) {
            call("sns", "Publish", message(arn, record));
        } else {
            toQueue(arn, record);
        }
    }

    @Override
    public void record(String destination, JsonNode record) {
        switch (destination.split(":", 4)[2]) {
            case "lambda" -> call("lambda", "Invoke", invocation(destination, record));
            case "events" -> toBus(destination, record);
            case "sns", "sqs" -> send(destination, record);
            default -> LOG.warn("The record of an asynchronous call is lost: no record is sent to {}", destination);
        }
    }

    /// Puts the record on a bus ([its
    /// event](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html)).
    private void toBus(String busArn, JsonNode record) {
        JsonNode context = record.path("requestContext");
        boolean succeeded = context.path("condition").asText().equals("Success");
        ObjectNode input = object();
        ObjectNode entry = input.putArray("Entries").addObject();
        entry.put("EventBusName", busArn)
                .put("Source", "lambda")
                .put("DetailType", "Lambda Function Invocation Result - " + (succeeded ? "Success" : "Failure"))
                .put("Detail", Json.write(record));
        entry.putArray("Resources").add(busArn).add(context.path("functionArn").asText());
        call("events", "PutEvents", input);
    }

    @Override
    public void deadLetter(String target, DeadLetter letter) {
        boolean toTopic = target.contains(":sns:");
        ObjectNode input = toTopic
                ? object().put("TopicArn", target).put("Message", letter.event())
                : object().put("QueueUrl", Deliveries.queueUrl(target)).put("MessageBody", letter.event());
        ObjectNode attributes = input.putObject("MessageAttributes");
        attribute(attributes, "RequestID", "String", letter.requestId());
        attribute(attributes, "ErrorCode", "Number", Integer.toString(letter.errorCode()));
        attribute(attributes, "ErrorMessage", "String", letter.errorMessage());
        call(toTopic ? "sns" : "sqs", toTopic ? "Publish" : "SendMessage", input);
    }

    private static void attribute(ObjectNode attributes, String name, String type, String value) {
        if (!value.isEmpty()) {
            attributes.putObject(name).put("DataType", type).put("StringValue", value);
        }
    }

    private void toQueue(String arn, JsonNode event) {
        call(
                "sqs",
                "SendMessage",
                object().put("QueueUrl", Deliveries.queueUrl(arn)).put("MessageBody", Json.write(event)));
    }

    private static ObjectNode message(String topicArn, JsonNode event) {
        return object().put("TopicArn", topicArn).put("Message", Json.write(event));
    }

    private static ObjectNode invocation(String arn, JsonNode event) {
        byte[] payload = Json.bytes(event);
        return object().put("FunctionName", arn)
                .put("InvocationType", "Event")
                .put("Payload", Base64.getEncoder().encodeToString(payload));
    }

    private void toBus(JsonNode event) {
        List<String> resources = new ArrayList<>();
        event.path("resources").forEach(arn -> resources.add(arn.asText()));
        events.put(
                event.path("source").asText(),
                event.path("detail-type").asText(),
                (ObjectNode) event.path("detail"),
                resources);
    }

    private void call(String service, String operation, ObjectNode input) {
        targets.attempt(new TargetCall.Operation(service, operation, input))
                .whenComplete((_, refused) -> lost(service, refused));
    }

    private static void lost(String service, @Nullable Throwable refused) {
        if (refused != null) {
            LOG.warn("An event for {} is lost: {}", service, refused.getMessage());
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
