// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.Members;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The buses of this account and region, including `default`, and the tags of buses and rules. May be used by
/// any thread.
final class Buses {
    private final Account account;
    private final Map<String, EventBus> byName = new ConcurrentSkipListMap<>();
    private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();

    Buses(Account account, Instant now) {
        this.account = account;
        add(EventBus.DEFAULT, JsonNodeFactory.instance.objectNode(), now);
    }

    Account account() {
        return account;
    }

    EventBus add(String name, JsonNode members, Instant now) {
        EventBus bus = new EventBus(name, account.arn("events", "event-bus/" + name), members, now);
        if (byName.putIfAbsent(name, bus) != null) {
            throw EventErrors.exists("Event bus " + name + " already exists.");
        }
        return bus;
    }

    void remove(String name) {
        byName.remove(name);
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

    /// The tags of a bus or rule.
    Map<String, String> tags(String arn) {
        boolean isKnown = all().stream()
                .anyMatch(bus -> bus.arn().equals(arn)
                        || bus.rules().stream().anyMatch(rule -> rule.id().arn().equals(arn)));
        if (!isKnown) {
            throw EventErrors.notFound("Resource " + arn + " does not exist.");
        }
        return tags.computeIfAbsent(arn, _ -> new ConcurrentSkipListMap<>());
    }

    /// Adds `[{"Key","Value"}]` to the tags of a bus or rule.
    void tag(String arn, JsonNode added) {
        Map<String, String> all = tags(arn);
        added.forEach(tag -> all.put(tag.path("Key").asText(), tag.path("Value").asText()));
    }

    void forgetTags(String arn) {
        tags.remove(arn);
    }
}
