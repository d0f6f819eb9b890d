// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.schedule.ScheduleExpression;
import dev.stepgate.local.schedule.ScheduleSyntaxException;
import dev.stepgate.local.store.RecordFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/// One schedule. Immutable.
///
/// @param definition the members of CreateSchedule or UpdateSchedule, with the defaults of those that were
/// left
///     out
record Schedule(Id id, ObjectNode definition, Timing timing, ScheduleTarget target, Instant created, Instant modified) {

    private static final Duration LATE_START = Duration.ofMinutes(5);

    /// A schedule's name and group.
    record Id(String group, String name, String arn) {
        /// The unique key, also used for sorting.
        String key() {
            return group + "/" + name;
        }
    }

    /// The times of a schedule.
    ///
    /// @param start of a recurring schedule: its own start date, or when it was made
    /// @param hasStart whether the schedule has its own start date
    record Timing(ScheduleExpression expression, ZoneId zone, Instant start, boolean hasStart, Optional<Instant> end) {

        /// Returns the first time after this one, within the schedule's dates.
        Optional<Instant> next(Instant after) {
            boolean isOnce = expression instanceof ScheduleExpression.At;
            Instant from = hasStart && !isOnce && after.isBefore(start) ? start.minusNanos(1) : after;
            return expression
                    .next(from, start, zone)
                    .filter(time -> isOnce || end.isEmpty() || !time.isAfter(end.get()));
        }
    }

    /// @param before the schedule that this one replaces
    static Schedule of(Id id, JsonNode input, Optional<Schedule> before, Instant now) {
        ObjectNode definition = withDefaults(id, input);
        requireWindow(definition.path("FlexibleTimeWindow"));
        return new Schedule(
                id,
                definition,
                timing(definition, before, now),
                ScheduleTarget.parse(definition.path("Target")),
                before.map(Schedule::created).orElse(now),
                now);
    }

    /// The format in which schedules are kept.
    static final RecordFormat<Schedule> FORMAT = RecordFormat.of(Schedule::toJson, Schedule::read);

    private ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("group", id.group());
        json.put("name", id.name()).put("arn", id.arn());
        json.set("definition", definition);
        return json.put("start", timing.start.toString())
                .put("created", created.toString())
                .put("modified", modified.toString());
    }

    private static Schedule read(JsonNode json) {
        ObjectNode definition = (ObjectNode) json.path("definition");
        Timing timing = new Timing(
                expression(definition),
                zone(definition.path("ScheduleExpressionTimezone").asText()),
                Instant.parse(json.path("start").asText()),
                date(definition, "StartDate").isPresent(),
                date(definition, "EndDate"));
        return new Schedule(
                new Id(
                        json.path("group").asText(),
                        json.path("name").asText(),
                        json.path("arn").asText()),
                definition,
                timing,
                ScheduleTarget.parse(definition.path("Target")),
                Instant.parse(json.path("created").asText()),
                Instant.parse(json.path("modified").asText()));
    }

    private static ObjectNode withDefaults(Id id, JsonNode input) {
        ObjectNode definition = input.deepCopy();
        definition.remove("ClientToken");
        definition.put("GroupName", id.group());
        putIfAbsent(definition, "State", "ENABLED");
        putIfAbsent(definition, "ScheduleExpressionTimezone", "UTC");
        putIfAbsent(definition, "ActionAfterCompletion", "NONE");
        ObjectNode retries = ((ObjectNode) definition.path("Target")).withObjectProperty("RetryPolicy");
        retries.put(
                "MaximumEventAgeInSeconds",
                retries.path("MaximumEventAgeInSeconds").asInt(86_400));
        retries.put("MaximumRetryAttempts", retries.path("MaximumRetryAttempts").asInt(185));
        return definition;
    }

    private static void putIfAbsent(ObjectNode definition, String name, String value) {
        if (!definition.hasNonNull(name)) {
            definition.put(name, value);
        }
    }

    private static void requireWindow(JsonNode window) {
        boolean isFlexible = window.path("Mode").asText().equals("FLEXIBLE");
        if (isFlexible != window.hasNonNull("MaximumWindowInMinutes")) {
            throw SchedulerErrors.invalid(
                    "MaximumWindowInMinutes must be provided for the Mode FLEXIBLE, and for no other.");
        }
    }

    private static Timing timing(ObjectNode definition, Optional<Schedule> before, Instant now) {
        ScheduleExpression expression = expression(definition);
        ZoneId zone = zone(definition.path("ScheduleExpressionTimezone").asText());
        Optional<Instant> start = date(definition, "StartDate");
        Optional<Instant> end = date(definition, "EndDate");
        boolean isUnchanged = before.isPresent() && isSameTiming(before.get().definition, definition);
        start.filter(date -> !isUnchanged && date.isBefore(now.minus(LATE_START)))
                .ifPresent(_ -> {
                    throw SchedulerErrors.invalid("The StartDate you specify cannot be earlier than 5 minutes ago.");
                });
        end.filter(date -> !isUnchanged
                        && !date.isAfter(start.filter(now::isBefore).orElse(now)))
                .ifPresent(_ -> {
                    throw SchedulerErrors.invalid("The EndDate you specify must be after the StartDate and after now.");
                });
        Instant anchor = isUnchanged ? before.get().timing.start : start.orElse(now);
        return new Timing(expression, zone, anchor, start.isPresent(), end);
    }

    private static boolean isSameTiming(JsonNode before, JsonNode after) {
        return Set.of("ScheduleExpression", "ScheduleExpressionTimezone", "StartDate", "EndDate", "State").stream()
                .allMatch(name -> before.path(name).equals(after.path(name)));
    }

    private static ScheduleExpression expression(ObjectNode definition) {
        String text = definition.path("ScheduleExpression").asText();
        try {
            return ScheduleExpression.parse(text);
        } catch (ScheduleSyntaxException _) {
            throw SchedulerErrors.invalid("Invalid Schedule Expression " + text + ".");
        }
    }

    private static ZoneId zone(String text) {
        if (ZoneId.getAvailableZoneIds().contains(text)) {
            return ZoneId.of(text);
        }
        throw SchedulerErrors.invalid("Invalid Schedule Expression Timezone " + text + ".");
    }

    private static Optional<Instant> date(ObjectNode definition, String name) {
        return Members.find(definition, name).map(date -> Instant.ofEpochMilli((long) (date.asDouble() * 1000)));
    }

    boolean isEnabled() {
        return definition.path("State").asText().equals("ENABLED");
    }

    boolean isDeletedAfterwards() {
        return definition.path("ActionAfterCompletion").asText().equals("DELETE");
    }

    ObjectNode describe() {
        ObjectNode output = definition.deepCopy();
        output.put("Arn", id.arn()).put("Name", id.name());
        return output.put("CreationDate", seconds(created)).put("LastModificationDate", seconds(modified));
    }

    ObjectNode summary() {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.put("Arn", id.arn())
                .put("CreationDate", seconds(created))
                .put("GroupName", id.group())
                .put("LastModificationDate", seconds(modified))
                .put("Name", id.name())
                .put("State", definition.path("State").asText());
        output.putObject("Target").put("Arn", target.arn());
        return output;
    }

    static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }
}
