// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The operations on messages, single or in batches.
final class MessageOperations {

    private final Queues queues;

    MessageOperations(Queues queues) {
        this.queues = queues;
    }

    JsonNode call(String operation, JsonNode input) {
        Queue queue = queues.byUrl(Members.required(input, "QueueUrl", QueueErrors::missing));
        return switch (operation) {
            case "SendMessage" -> send(queue, input);
            case "SendMessageBatch" ->
                SqsBatch.of(input, "SendMessageBatch")
                        .requireSize()
                        .requireOrder(queue.attributes())
                        .run(entry -> send(queue, entry));
            case "DeleteMessage" -> delete(queue, input);
            case "DeleteMessageBatch" -> SqsBatch.of(input, operation).run(entry -> delete(queue, entry));
            case "ChangeMessageVisibility" -> changeVisibility(queue, input);
            case "ChangeMessageVisibilityBatch" ->
                SqsBatch.of(input, operation).run(entry -> changeVisibility(queue, entry));
            default -> throw new IllegalStateException(operation);
        };
    }

    CompletionStage<JsonNode> receive(JsonNode input) {
        Queue queue = queues.byUrl(Members.required(input, "QueueUrl", QueueErrors::missing));
        int maximum = within(input, "MaxNumberOfMessages", 1, 10).orElse(1);
        Optional<Duration> visibility =
                within(input, "VisibilityTimeout", 0, 43_200).map(Duration::ofSeconds);
        Duration patience = patience(input)
                .map(Duration::ofSeconds)
                .orElseGet(() -> queue.attributes().seconds("ReceiveMessageWaitTimeSeconds"));
        return queue.receive(maximum, visibility, Optional.of(patience))
                .thenApply(received -> describe(received, input));
    }

    private static ObjectNode send(Queue queue, JsonNode input) {
        NewMessage content = NewMessage.parse(input);
        int limit = queue.attributes().number("MaximumMessageSize");
        if (content.size() > limit) {
            throw QueueErrors.invalid(
                    "One or more parameters are invalid. Reason: Message must be shorter than " + limit + " bytes.");
        }
        SqsMessage message = queue.send(content);
        ObjectNode output = object().put("MD5OfMessageBody", MessageDigests.md5(content.body()));
        MessageDigests.md5(content.attributes()).ifPresent(md5 -> output.put("MD5OfMessageAttributes", md5));
        MessageDigests.md5(input.path("MessageSystemAttributes"))
                .ifPresent(md5 -> output.put("MD5OfMessageSystemAttributes", md5));
        output.put("MessageId", message.id);
        if (queue.attributes().isFifo()) {
            output.put("SequenceNumber", message.sequenceNumber());
        }
        return output;
    }

    private static ObjectNode delete(Queue queue, JsonNode input) {
        queue.delete(Members.required(input, "ReceiptHandle", QueueErrors::missing));
        return object();
    }

    private static ObjectNode changeVisibility(Queue queue, JsonNode input) {
        String handle = Members.required(input, "ReceiptHandle", QueueErrors::missing);
        int seconds = within(input, "VisibilityTimeout", 0, 43_200)
                .orElseThrow(() -> QueueErrors.missing("VisibilityTimeout"));
        queue.changeVisibility(handle, Duration.ofSeconds(seconds));
        return object();
    }

    private static Optional<Integer> patience(JsonNode input) {
        String name = "WaitTimeSeconds";
        Optional<Integer> value = Members.wholeNumber(input, name, given -> QueueErrors.noNumber(given, name));
        value.filter(seconds -> seconds < 0 || seconds > 20).ifPresent(seconds -> {
            throw QueueErrors.invalidValue(seconds, name, "Must be >= 0 and <= 20, if provided.");
        });
        return value;
    }

    static Optional<Integer> within(JsonNode input, String name, int low, int high) {
        Optional<Integer> value = Members.wholeNumber(input, name, given -> QueueErrors.noNumber(given, name));
        value.filter(number -> number < low || number > high).ifPresent(number -> {
            throw QueueErrors.invalidValue(number, name, "Must be between " + low + " and " + high + ", if provided.");
        });
        return value;
    }

    private static JsonNode describe(List<ReceivedMessage> received, JsonNode input) {
        ObjectNode output = object();
        if (!received.isEmpty()) {
            ArrayNode messages = output.putArray("Messages");
            received.forEach(message -> messages.add(describe(message, input)));
        }
        return output;
    }

    private static ObjectNode describe(ReceivedMessage message, JsonNode input) {
        ObjectNode output = object().put("MessageId", message.id())
                .put("ReceiptHandle", message.receiptHandle())
                .put("MD5OfBody", MessageDigests.md5(message.body()))
                .put("Body", message.body());
        ObjectNode system = systemAttributes(message, input);
        if (!system.isEmpty()) {
            output.set("Attributes", system);
        }
        ObjectNode own = attributes(message, input);
        MessageDigests.md5(own).ifPresent(md5 -> {
            output.put("MD5OfMessageAttributes", md5);
            output.set("MessageAttributes", own);
        });
        return output;
    }

    private static ObjectNode systemAttributes(ReceivedMessage message, JsonNode input) {
        List<String> wanted = Stream.of("AttributeNames", "MessageSystemAttributeNames")
                .flatMap(member -> Members.texts(input, member).stream())
                .toList();
        ObjectNode attributes = object();
        message.systemAttributes().forEach((name, value) -> {
            if (wanted.contains("All") || wanted.contains(name)) {
                attributes.put(name, value);
            }
        });
        return attributes;
    }

    private static ObjectNode attributes(ReceivedMessage message, JsonNode input) {
        Predicate<String> wanted = wanted(Members.texts(input, "MessageAttributeNames"));
        ObjectNode attributes = object();
        message.attributes().properties().stream()
                .filter(attribute -> wanted.test(attribute.getKey()))
                .forEach(attribute -> attributes.set(attribute.getKey(), attribute.getValue()));
        return attributes;
    }

    /// Returns a filter for names, `All`, `.*`, or `prefix.*`.
    private static Predicate<String> wanted(List<String> patterns) {
        return name -> patterns.stream()
                .anyMatch(pattern -> pattern.equals("All")
                        || pattern.equals("*")
                        || pattern.equals(name)
                        || (pattern.endsWith(".*") && name.startsWith(pattern.substring(0, pattern.length() - 2))));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
