// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Implements PutEvents and TestEventPattern.
final class PutEvents implements Operation.Group {

    /// The maximum size of all entries together
    /// ([calculation](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html)).
    private static final int SIZE = 256 * 1024;

    private static final int SIZE_OF_A_TIME = 14;

    /// The members that a tested event must have
    /// ([TestEventPattern](https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html)).
    private static final List<String> TESTED = List.of("id", "account", "source", "time", "region", "detail-type");

    private final Publisher publisher;

    PutEvents(Publisher publisher) {
        this.publisher = publisher;
    }

    @FunctionalInterface
    interface Publisher {

        /// Puts a new event on a bus, given by name or ARN; an event for a bus that does not exist is lost.
        ///
        /// @param time when it happened; now when it is absent
        Event publish(String bus, Optional<Instant> time, Event.Content content);
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("PutEvents", this::put, "TestEventPattern", PutEvents::test);
    }

    private JsonNode put(JsonNode input) {
        if (input.hasNonNull("EndpointId")) {
            throw EventErrors.invalid("EndpointId names a global endpoint, of which there are none here.");
        }
        JsonNode entries = input.path("Entries");
        if (entries.valueStream().mapToInt(PutEvents::size).sum() >= SIZE) {
            throw EventErrors.invalid("Total size of the entries in the request is over the limit.");
        }
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        entries.forEach(entry -> results.add(result(entry)));
        long failed =
                results.valueStream().filter(result -> result.has("ErrorCode")).count();
        ObjectNode output = JsonNodeFactory.instance.objectNode().put("FailedEntryCount", failed);
        output.set("Entries", results);
        return output;
    }

    private ObjectNode result(JsonNode entry) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        try {
            return result.put("EventId", publish(entry).id());
        } catch (AwsException refused) {
            return result.put("ErrorCode", refused.code()).put("ErrorMessage", refused.message());
        }
    }

    private Event publish(JsonNode entry) {
        String source = required(entry, "Source");
        String detailType = required(entry, "DetailType");
        ObjectNode detail = detail(required(entry, "Detail"));
        if (source.startsWith("aws.")) {
            throw EventErrors.of("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        return publisher.publish(
                Members.text(entry, "EventBusName").orElse(EventBus.DEFAULT),
                Members.find(entry, "Time").map(time -> Instant.ofEpochMilli((long) (time.asDouble() * 1000))),
                new Event.Content(source, detailType, Members.texts(entry, "Resources"), detail));
    }

    private static String required(JsonNode entry, String name) {
        return Members.text(entry, name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> EventErrors.of(
                        "InvalidArgument",
                        "Parameter " + name + " is not valid. Reason: " + name + " is a required argument."));
    }

    private static ObjectNode detail(String text) {
        try {
            if (Json.parse(text) instanceof ObjectNode detail) {
                return detail;
            }
        } catch (JsonSyntaxException _) {
            // AWS does not say where
        }
        throw EventErrors.of("MalformedDetail", "Detail is malformed.");
    }

    private static int size(JsonNode entry) {
        int texts = Stream.concat(
                        Stream.of("Source", "DetailType", "Detail").flatMap(name -> Members.text(entry, name).stream()),
                        Members.texts(entry, "Resources").stream())
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        return texts + (entry.hasNonNull("Time") ? SIZE_OF_A_TIME : 0);
    }

    private static JsonNode test(JsonNode input) {
        EventPattern pattern = EventPattern.parse(input.path("EventPattern").asText());
        JsonNode event;
        try {
            event = Json.parse(input.path("Event").asText());
        } catch (JsonSyntaxException _) {
            throw EventErrors.invalid("Parameter Event is not valid.");
        }
        if (!event.isObject() || !TESTED.stream().allMatch(event::has)) {
            throw EventErrors.invalid("Parameter Event is not valid.");
        }
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.set("Result", BooleanNode.valueOf(pattern.matches(Json.write(event))));
        return output;
    }
}
