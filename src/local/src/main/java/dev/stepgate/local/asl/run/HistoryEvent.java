// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// One [event](https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html). `id`
/// counts from 1; `previousId` is 0 for the first event and for the entry of the first state.
public final class HistoryEvent {
    private final int id;
    private final int previousId;
    private final long millis;
    private final EventType type;
    private final EventDetails details;

    HistoryEvent(int id, int previousId, long millis, Happening happening) {
        this.id = id;
        this.previousId = previousId;
        this.millis = millis;
        this.type = happening.type();
        this.details = happening.details();
    }

    /// The type and details of an event that is not yet part of a history.
    record Happening(EventType type, EventDetails details) {}

    public int id() {
        return id;
    }

    public int previousId() {
        return previousId;
    }

    long millis() {
        return millis;
    }

    public Instant timestamp() {
        return Instant.ofEpochMilli(millis);
    }

    /// The name of the type, such as `TaskStateEntered`.
    public String type() {
        return type.text();
    }

    /// The name of the entered state, if this event is an entry.
    public Optional<String> enteredState() {
        return details instanceof EventDetails.Entered entered ? Optional.of(entered.name()) : Optional.empty();
    }

    EventDetails details() {
        return details;
    }

    /// Returns the event in the shape of the API, with inputs and outputs as strings and the timestamp in
    /// seconds.
    public ObjectNode toJson(Data data) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("timestamp", BigDecimal.valueOf(millis, 3));
        json.put("type", type.text());
        json.put("id", id);
        json.put("previousEventId", previousId);
        if (!(details instanceof EventDetails.None)) {
            json.set(type.details(), new EventDetailsWriter(data).write(details));
        }
        return json;
    }

    /// The parameter `includeExecutionData` of GetExecutionHistory.
    public enum Data {
        INCLUDED,
        LEFT_OUT
    }
}
