// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// One event on a bus. Immutable.
///
/// @param id a UUID
/// @param time when it happened, to the second
/// @param ingested when the bus accepted it
record Event(String id, Instant time, Instant ingested, Content content) {
    Event {
        time = time.truncatedTo(ChronoUnit.SECONDS);
        ingested = ingested.truncatedTo(ChronoUnit.SECONDS);
    }

    /// @param detail must not be modified
    record Content(String source, String detailType, List<String> resources, ObjectNode detail) {
        Content {
            resources = List.copyOf(resources);
        }
    }

    /// Returns the event as rules match it and targets receive it
    /// ([structure](https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html)).
    ObjectNode json(Account account) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0")
                .put("id", id)
                .put("detail-type", content.detailType)
                .put("source", content.source)
                .put("account", account.id())
                .put("time", time.toString())
                .put("region", account.region());
        ArrayNode resources = event.putArray("resources");
        content.resources.forEach(resources::add);
        event.set("detail", content.detail);
        return event;
    }
}
