// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.aws.Page;
import dev.stepgate.local.store.RecordFormat;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.StoredMap;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The operations of EventBridge Scheduler, on inputs within the limits of the API model.
final class SchedulerOperations {
    private static final int SIZE = 100;

    private final Account account;
    private final Schedules schedules;
    private final InstantSource time;
    private final Map<String, ScheduleGroup> groups;

    SchedulerOperations(Account account, Schedules schedules, InstantSource time, Store store) {
        this.account = account;
        this.schedules = schedules;
        this.time = time;
        groups = new StoredMap<>(store, "schedule-groups", RecordFormat.of(ScheduleGroup.class));
        groups.computeIfAbsent(ScheduleGroup.DEFAULT, this::newGroup);
    }

    JsonNode run(String operation, JsonNode input) {
        return switch (operation) {
            case "CreateSchedule" -> create(input);
            case "UpdateSchedule" -> update(input);
            case "GetSchedule" -> schedule(input).describe();
            case "DeleteSchedule" -> delete(input);
            case "ListSchedules" -> list(input);
            case "CreateScheduleGroup" -> createGroup(input);
            case "GetScheduleGroup" -> group(name(input)).describe();
            case "DeleteScheduleGroup" -> deleteGroup(input);
            case "ListScheduleGroups" -> listGroups(input);
            case "TagResource", "UntagResource", "ListTagsForResource" -> tags(operation, input);
            default -> throw AwsException.unknownOperation("scheduler", operation);
        };
    }

    private JsonNode create(JsonNode input) {
        Schedule.Id id = id(input);
        Schedule schedule = Schedule.of(id, input, Optional.empty(), time.instant());
        if (!schedules.add(schedule)) {
            throw SchedulerErrors.conflict("Schedule " + id.name() + " already exists.");
        }
        return object().put("ScheduleArn", id.arn());
    }

    private JsonNode update(JsonNode input) {
        Schedule before = schedule(input);
        schedules.replace(Schedule.of(before.id(), input, Optional.of(before), time.instant()));
        return object().put("ScheduleArn", before.id().arn());
    }

    private JsonNode delete(JsonNode input) {
        schedules.remove(schedule(input).id().key());
        return object();
    }

    private JsonNode list(JsonNode input) {
        Optional<String> group = Members.text(input, "GroupName");
        group.ifPresent(this::group);
        List<Schedule> all = schedules.all().stream()
                .filter(schedule ->
                        group.isEmpty() || group.get().equals(schedule.id().group()))
                .filter(schedule -> hasPrefix(input, schedule.id().name()))
                .filter(schedule -> !input.hasNonNull("State")
                        || input.path("State").equals(schedule.definition().path("State")))
                .toList();
        return page(input, all, schedule -> schedule.id().key()).toJson("Schedules", Schedule::summary);
    }

    private JsonNode createGroup(JsonNode input) {
        ScheduleGroup group = tagged(newGroup(name(input)), input);
        if (groups.putIfAbsent(group.name(), group) != null) {
            throw SchedulerErrors.conflict("Schedule group " + group.name() + " already exists.");
        }
        return object().put("ScheduleGroupArn", group.arn());
    }

    /// Deletes a group with its schedules.
    private JsonNode deleteGroup(JsonNode input) {
        ScheduleGroup group = group(name(input));
        if (group.name().equals(ScheduleGroup.DEFAULT)) {
            throw SchedulerErrors.invalid("The schedule group default cannot be deleted.");
        }
        groups.remove(group.name());
        schedules.all().stream()
                .map(Schedule::id)
                .filter(id -> id.group().equals(group.name()))
                .forEach(id -> schedules.remove(id.key()));
        return object();
    }

    private JsonNode listGroups(JsonNode input) {
        List<ScheduleGroup> all = groups.values().stream()
                .filter(group -> hasPrefix(input, group.name()))
                .toList();
        return page(input, all, ScheduleGroup::name).toJson("ScheduleGroups", ScheduleGroup::describe);
    }

    private JsonNode tags(String operation, JsonNode input) {
        String arn = input.path("ResourceArn").asText();
        ScheduleGroup group = groups.values().stream()
                .filter(known -> known.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> SchedulerErrors.noSuchGroup(arn.substring(arn.lastIndexOf('/') + 1)));
        ObjectNode output = object();
        switch (operation) {
            case "TagResource" -> groups.replace(group.name(), tagged(group, input));
            case "UntagResource" -> {
                Map<String, String> rest = new TreeMap<>(group.tags());
                input.path("TagKeys").forEach(key -> rest.remove(key.asText()));
                groups.replace(group.name(), group.with(rest));
            }
            default -> {
                ArrayNode list = output.putArray("Tags");
                group.tags()
                        .forEach(
                                (key, value) -> list.addObject().put("Key", key).put("Value", value));
            }
        }
        return output;
    }

    private static ScheduleGroup tagged(ScheduleGroup group, JsonNode input) {
        Map<String, String> all = new TreeMap<>(group.tags());
        input.path("Tags")
                .forEach(tag ->
                        all.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return group.with(all);
    }

    private Schedule schedule(JsonNode input) {
        Schedule.Id id = id(input);
        return schedules.find(id.key()).orElseThrow(() -> SchedulerErrors.noSuchSchedule(id.name()));
    }

    private Schedule.Id id(JsonNode input) {
        String group = group(Members.text(input, "GroupName").orElse(ScheduleGroup.DEFAULT))
                .name();
        return new Schedule.Id(group, name(input), account.arn("scheduler", "schedule/" + group + "/" + name(input)));
    }

    private ScheduleGroup group(String name) {
        return Optional.ofNullable(groups.get(name)).orElseThrow(() -> SchedulerErrors.noSuchGroup(name));
    }

    private ScheduleGroup newGroup(String name) {
        return new ScheduleGroup(name, account.arn("scheduler", "schedule-group/" + name), time.instant(), Map.of());
    }

    private static <T> Page<T> page(JsonNode input, List<T> all, Function<T, String> key) {
        try {
            return Page.of(
                    all, key, Members.number(input, "MaxResults").orElse(SIZE), Members.text(input, "NextToken"));
        } catch (IllegalArgumentException _) {
            throw SchedulerErrors.invalid("NextToken is not valid.");
        }
    }

    private static boolean hasPrefix(JsonNode input, String name) {
        return name.startsWith(Members.text(input, "NamePrefix").orElse(""));
    }

    private static String name(JsonNode input) {
        return input.path("Name").asText();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
