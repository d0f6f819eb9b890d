// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// An arrival in the form that is kept.
///
/// @param address of the part of the execution that it came to; 0 is the execution itself
/// @param millis when it came
record JournalEntry(int address, long millis, Arrival arrival) {

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("to", address).put("at", millis);
        json.put("is", arrival.getClass().getSimpleName());
        switch (arrival) {
            case Arrival.Stopped(Optional<String> error, Optional<String> cause) -> write(json, error, cause);
            case Arrival.Failed(Optional<String> error, Optional<String> cause) -> write(json, error, cause);
            case Arrival.Submitted(JsonNode output) -> json.set("data", output);
            case Arrival.Succeeded(JsonNode output) -> json.set("data", output);
            case Arrival.Answered(JsonNode answer) -> json.set("data", answer);
            case Arrival.Broken(String cause) -> json.put("cause", cause);
            case Arrival.Taken(Optional<String> worker) -> worker.ifPresent(name -> json.put("worker", name));
            case Arrival.Work(Arrival.Work.Place place) -> json.put("place", place.name());
            case Arrival.Refused(StateException exception) -> write(json, exception);
            case Arrival.ChildEnded(int _, int child, Outcome outcome) -> write(json.put("child", child), outcome);
            case Arrival.LimitsChanged(MapRun.Limits limits) -> write(json, limits);
            case Arrival.Redriven _, Arrival.TimerFired _, Arrival.CallBegan _, Arrival.Heartbeat _ -> {}
        }
        return json;
    }

    private static void write(ObjectNode json, Optional<String> error, Optional<String> cause) {
        error.ifPresent(text -> json.put("error", text));
        cause.ifPresent(text -> json.put("cause", text));
    }

    private static void write(ObjectNode json, StateException exception) {
        json.put("kind", exception.kind().name());
        write(json, exception.failure().error(), exception.failure().cause());
        exception.location().ifPresent(location -> json.put("location", location));
    }

    private static void write(ObjectNode json, Outcome outcome) {
        json.put("outcome", outcome.getClass().getSimpleName());
        switch (outcome) {
            case Outcome.Succeeded(JsonNode output) -> json.set("data", output);
            case Outcome.Failed(Optional<String> error, Optional<String> cause) -> write(json, error, cause);
            case Outcome.Aborted(Optional<String> error, Optional<String> cause) -> write(json, error, cause);
            case Outcome.TimedOut _ -> {}
        }
    }

    private static void write(ObjectNode json, MapRun.Limits limits) {
        json.put("concurrency", limits.concurrency());
        limits.toleratedCount().ifPresent(count -> json.put("count", count));
        limits.toleratedPercentage().ifPresent(percentage -> json.put("percentage", percentage));
    }

    static JournalEntry of(JsonNode json) {
        return new JournalEntry(json.path("to").intValue(), json.path("at").longValue(), arrival(json));
    }

    private static Arrival arrival(JsonNode json) {
        return switch (json.path("is").asText()) {
            case "Stopped" -> new Arrival.Stopped(text(json, "error"), text(json, "cause"));
            case "Redriven" -> new Arrival.Redriven();
            case "TimerFired" -> new Arrival.TimerFired();
            case "CallBegan" -> new Arrival.CallBegan();
            case "Submitted" -> new Arrival.Submitted(data(json));
            case "Succeeded" -> new Arrival.Succeeded(data(json));
            case "Failed" -> new Arrival.Failed(text(json, "error"), text(json, "cause"));
            case "Broken" -> new Arrival.Broken(json.path("cause").asText());
            case "Heartbeat" -> new Arrival.Heartbeat();
            case "Taken" -> new Arrival.Taken(text(json, "worker"));
            case "Work" ->
                new Arrival.Work(Arrival.Work.Place.valueOf(json.path("place").asText()));
            case "Answered" -> new Arrival.Answered(data(json));
            case "Refused" ->
                new Arrival.Refused(StateException.again(
                        StateException.Kind.valueOf(json.path("kind").asText()),
                        new Failure(text(json, "error"), text(json, "cause")),
                        text(json, "location")));
            case "ChildEnded" ->
                new Arrival.ChildEnded(
                        json.path("to").intValue(), json.path("child").intValue(), outcome(json));
            case "LimitsChanged" -> new Arrival.LimitsChanged(limits(json));
            default -> throw new IllegalStateException("no entry of a journal: " + json);
        };
    }

    private static Outcome outcome(JsonNode json) {
        return switch (json.path("outcome").asText()) {
            case "Succeeded" -> new Outcome.Succeeded(data(json));
            case "Failed" -> new Outcome.Failed(text(json, "error"), text(json, "cause"));
            case "Aborted" -> new Outcome.Aborted(text(json, "error"), text(json, "cause"));
            case "TimedOut" -> new Outcome.TimedOut();
            default -> throw new IllegalStateException("no entry of a journal: " + json);
        };
    }

    private static MapRun.Limits limits(JsonNode json) {
        return new MapRun.Limits(
                json.path("concurrency").longValue(),
                json.has("count") ? OptionalLong.of(json.path("count").longValue()) : OptionalLong.empty(),
                json.has("percentage")
                        ? OptionalDouble.of(json.path("percentage").doubleValue())
                        : OptionalDouble.empty());
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }

    /// Makes binary values text, because a kept answer is read back as text.
    private static JsonNode data(JsonNode json) {
        JsonNode data = json.get("data");
        return data == null ? MissingNode.getInstance() : data;
    }
}
