// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One bus with its rules. May be used by any thread.
final class EventBus {
    static final String DEFAULT = "default";
    private static final String[] DESCRIBED = {"Description", "KmsKeyIdentifier", "DeadLetterConfig", "LogConfig"};

    private final String name;
    private final String arn;
    private final Map<String, Rule> rules;
    private volatile Settings settings;

    /// @param members of CreateEventBus or UpdateEventBus
    record Settings(JsonNode members, Instant created, Instant modified) {}

    /// @param rules by their names; the bus's own
    EventBus(String name, String arn, Map<String, Rule> rules, Settings settings) {
        this.name = name;
        this.arn = arn;
        this.rules = rules;
        this.settings = settings;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    Settings update(JsonNode members, Instant now) {
        settings = new Settings(members, settings.created, now);
        return settings;
    }

    Collection<Rule> rules() {
        return rules.values();
    }

    Optional<Rule> find(String rule) {
        return Optional.ofNullable(rules.get(rule));
    }

    Rule get(String rule) {
        return find(rule).orElseThrow(() -> EventErrors.noSuchRule(rule, name));
    }

    void put(Rule rule) {
        rules.put(rule.id().name(), rule);
    }

    void remove(String rule) {
        rules.remove(rule);
    }

    /// Changes a rule atomically.
    Rule change(String rule, UnaryOperator<Rule> change) {
        Rule changed = rules.computeIfPresent(rule, (_, before) -> change.apply(before));
        if (changed == null) {
            throw EventErrors.noSuchRule(rule, name);
        }
        return changed;
    }

    ObjectNode describe() {
        Settings now = settings;
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.put("Name", name).put("Arn", arn);
        told(output, now);
        return output.put("CreationTime", seconds(now.created)).put("LastModifiedTime", seconds(now.modified));
    }

    /// Adds the settings to the answer for a bus that was made or changed.
    ObjectNode settings(ObjectNode output) {
        told(output, settings);
        return output;
    }

    private static void told(ObjectNode output, Settings settings) {
        for (String member : DESCRIBED) {
            if (settings.members.hasNonNull(member)) {
                output.set(member, settings.members.get(member));
            }
        }
    }

    static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }
}
