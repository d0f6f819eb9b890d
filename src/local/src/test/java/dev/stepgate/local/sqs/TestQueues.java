// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.Time;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Calls SQS like a client.
final class TestQueues {

    static final String URL = "http://127.0.0.1:4566/123456789012/";
    static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";

    final Queues queues;

    TestQueues(Time time) {
        queues = new Queues(
                new Account("aws", "us-east-1", "123456789012"),
                time,
                () -> URI.create("http://127.0.0.1:4566"),
                () -> UUID.randomUUID().toString());
    }

    TestQueues create(String name, Map<String, String> attributes) {
        queues.create(name, attributes);
        return this;
    }

    /// Calls an operation, with single quotes in place of double quotes, and `@name` for the URL of a queue.
    JsonNode call(String operation, String input) {
        try {
            return start(operation, input).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<JsonNode> start(String operation, String input) {
        String json = input.replace('\'', '"').replace("\"@", "\"" + URL);
        return queues.call(new AwsCall(operation, Json.parse(json), "request")).toCompletableFuture();
    }

    /// Sends a text and returns the output.
    JsonNode send(String queue, String body) {
        return call("SendMessage", "{'QueueUrl':'@" + queue + "','MessageBody':'" + body + "'}");
    }

    /// Receives up to ten messages at once and returns their bodies.
    JsonNode receive(String queue) {
        return call("ReceiveMessage", "{'QueueUrl':'@" + queue + "','MaxNumberOfMessages':10}")
                .path("Messages");
    }

    void delete(String queue, JsonNode message) {
        call(
                "DeleteMessage",
                "{'QueueUrl':'@" + queue + "','ReceiptHandle':'"
                        + message.path("ReceiptHandle").asText() + "'}");
    }

    String attribute(String queue, String name) {
        return call("GetQueueAttributes", "{'QueueUrl':'@" + queue + "','AttributeNames':['All']}")
                .path("Attributes")
                .path(name)
                .asText();
    }
}
