// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.store.RecordFormat;
import dev.stepgate.local.store.Records;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.StoredMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The buses of this account and region, including `default`, and the tags of buses and rules. May be used by
/// any thread.
final class Buses {
    private final Account account;
    private final Records rules;
    private final StoredMap<EventBus.Settings> settings;
    private final Map<String, EventBus> byName = new ConcurrentSkipListMap<>();
    private final StoredMap<Map<String, String>> tags;

    /// Makes the buses of the process before with their rules, or the default bus alone.
    Buses(Account account, Instant now, Store store) {
        this.account = account;
        rules = store.records("rules");
        settings = new StoredMap<>(store, "event-buses", RecordFormat.of(EventBus.Settings.class));
        tags = new StoredMap<>(store, "event-tags", RecordFormat.texts());
        settings.forEach((name, kept) -> byName.put(name, bus(name, kept)));
        if (find(EventBus.DEFAULT).isEmpty()) {
            add(EventBus.DEFAULT, JsonNodeFactory.instance.objectNode(), now);
        }
    }

    private EventBus bus(String name, EventBus.Settings kept) {
        return new EventBus(
                name,
                account.arn("events", "event-bus/" + name),
                new StoredMap<>(rules, name + "/", Rule.format(account, name)),
                kept);
    }

    Account account() {
        return account;
    }

    EventBus add(String name, JsonNode members, Instant now) {
        EventBus.Settings made = new EventBus.Settings(members, now, now);
        EventBus bus = bus(name, made);
        if (byName.putIfAbsent(name, bus) != null) {
            throw EventErrors.exists("Event bus " + name + " already exists.");
        }
        settings.put(name, made);
        return bus;
    }

    void update(EventBus bus, JsonNode members, Instant now) {
        settings.put(bus.name(), bus.update(members, now));
    }

    void remove(String name) {
        byName.remove(name);
        settings.remove(name);
    }

    List<EventBus> all() {
        return List.copyOf(byName.values());
    }

    /// Finds a bus by name or ARN.
    Optional<EventBus> find(String nameOrArn) {
        return Optional.ofNullable(byName.get(name(nameOrArn)));
    }

    EventBus get(String nameOrArn) {
        return find(nameOrArn).orElseThrow(() -> EventErrors.noSuchBus(name(nameOrArn)));
    }

    /// Returns the bus that a member names; the default bus when it is absent.
    EventBus named(JsonNode input, String member) {
        return get(Members.text(input, member).orElse(EventBus.DEFAULT));
    }

    private static String name(String nameOrArn) {
        return nameOrArn.startsWith("arn:")
                ? nameOrArn.substring(nameOrArn.indexOf("event-bus/") + "event-bus/".length())
                : nameOrArn;
    }

    /// The tags of a bus or rule, a copy.
    Map<String, String> tags(String arn) {
        boolean isKnown = all().stream()
                .anyMatch(bus -> bus.arn().equals(arn)
                        || bus.rules().stream().anyMatch(rule -> rule.id().arn().equals(arn)));
        if (!isKnown) {
            throw missing(arn);
        }
        return new TreeMap<>(tags.getOrDefault(arn, Map.of()));
    }

    private static AwsException missing(String arn) {
        List<String> path = List.of(arn.substring(arn.lastIndexOf(':') + 1).split("/"));
        return switch (path.getFirst()) {
            case "event-bus" -> EventErrors.noSuchBus(path.getLast());
            case "rule" -> EventErrors.noSuchRule(path.getLast(), path.size() > 2 ? path.get(1) : EventBus.DEFAULT);
            default -> EventErrors.notFound("Resource " + arn + " does not exist.");
        };
    }

    /// Adds `[{"Key","Value"}]` to the tags of a bus or rule.
    void tag(String arn, JsonNode added) {
        Map<String, String> all = tags(arn);
        added.forEach(tag -> all.put(tag.path("Key").asText(), tag.path("Value").asText()));
        keepTags(arn, all);
    }

    void untag(String arn, JsonNode keys) {
        Map<String, String> all = tags(arn);
        keys.forEach(key -> all.remove(key.asText()));
        keepTags(arn, all);
    }

    private void keepTags(String arn, Map<String, String> all) {
        if (!all.equals(tags.getOrDefault(arn, Map.of()))) {
            tags.put(arn, all);
        }
    }

    void forgetTags(String arn) {
        tags.remove(arn);
    }
}
