// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// CreateEventBus and related operations, and those on tags.
final class BusOperations implements Operation.Group {
    private final Buses buses;
    private final InstantSource time;

    BusOperations(Buses buses, InstantSource time) {
        this.buses = buses;
        this.time = time;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "CreateEventBus", this::create,
                "UpdateEventBus", this::update,
                "DeleteEventBus", this::delete,
                "DescribeEventBus", input -> buses.named(input, "Name").describe(),
                "ListEventBuses", this::list,
                "TagResource", this::tag,
                "UntagResource", this::untag,
                "ListTagsForResource", this::listTags);
    }

    private JsonNode create(JsonNode input) {
        String name = input.path("Name").asText();
        if (name.contains("/")) {
            throw EventErrors.invalid(
                    input.hasNonNull("EventSourceName")
                            ? "Event bus " + name
                                    + " would belong to a partner's event source, of which there are none here."
                            : "Event bus name must not contain '/'.");
        }
        EventBus bus = buses.add(name, input, time.instant());
        buses.tag(bus.arn(), input.path("Tags"));
        return bus.settings(object().put("EventBusArn", bus.arn()));
    }

    private JsonNode update(JsonNode input) {
        EventBus bus = buses.named(input, "Name");
        buses.update(bus, input, time.instant());
        return bus.settings(object().put("Arn", bus.arn()).put("Name", bus.name()));
    }

    private JsonNode delete(JsonNode input) {
        String name = input.path("Name").asText();
        if (name.equals(EventBus.DEFAULT)) {
            throw EventErrors.invalid("Cannot delete event bus default.");
        }
        buses.find(name).ifPresent(this::delete);
        return object();
    }

    private void delete(EventBus bus) {
        if (!bus.rules().isEmpty()) {
            throw EventErrors.invalid("Event bus " + bus.name() + " can't be deleted since it has rules.");
        }
        buses.remove(bus.name());
        buses.forgetTags(bus.arn());
    }

    private JsonNode list(JsonNode input) {
        List<EventBus> all = buses.all().stream()
                .filter(bus -> Listing.hasPrefix(input, bus.name()))
                .toList();
        return Listing.of(input, all, EventBus::name).toJson("EventBuses", EventBus::describe);
    }

    private JsonNode tag(JsonNode input) {
        buses.tag(input.path("ResourceARN").asText(), input.path("Tags"));
        return object();
    }

    private JsonNode untag(JsonNode input) {
        buses.untag(input.path("ResourceARN").asText(), input.path("TagKeys"));
        return object();
    }

    private JsonNode listTags(JsonNode input) {
        ObjectNode output = object();
        ArrayNode list = output.putArray("Tags");
        buses.tags(input.path("ResourceARN").asText())
                .forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        return output;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
