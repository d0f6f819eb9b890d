// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.schedule.ScheduleExpression;
import dev.stepgate.local.store.RecordFormat;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// One rule. Immutable.
///
/// @param definition the members of PutRule as they were given, without the tags
/// @param targets by their ids
record Rule(
        RuleName id,
        ObjectNode definition,
        Optional<EventPattern> pattern,
        Optional<ScheduleExpression> schedule,
        NavigableMap<String, RuleTarget> targets) {

    /// The order of PutRule's members in answers.
    private static final String[] DESCRIBED = {"EventPattern", "ScheduleExpression", "State", "Description", "RoleArn"};

    Rule {
        targets = Collections.unmodifiableNavigableMap(new TreeMap<>(targets));
    }

    /// The format in which the rules of a bus are kept.
    static RecordFormat<Rule> format(Account account, String bus) {
        return RecordFormat.of(Rule::toJson, json -> read(account, bus, json));
    }

    private ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", id.name());
        json.set("definition", definition);
        ArrayNode all = json.putArray("targets");
        targets.values().forEach(target -> all.add(target.definition()));
        return json;
    }

    private static Rule read(Account account, String bus, JsonNode json) {
        JsonNode definition = json.path("definition");
        NavigableMap<String, RuleTarget> targets = new TreeMap<>();
        json.path("targets").forEach(target -> targets.put(target.path("Id").asText(), RuleTarget.parse(target)));
        return new Rule(
                RuleName.of(account, bus, json.path("name").asText()),
                (ObjectNode) definition,
                Members.text(definition, "EventPattern").map(EventPattern::parse),
                Members.text(definition, "ScheduleExpression").map(ScheduleExpression::parse),
                targets);
    }

    boolean isEnabled() {
        return !definition.path("State").asText().equals("DISABLED");
    }

    Rule with(String state) {
        ObjectNode changed = definition.deepCopy();
        return new Rule(id, changed.put("State", state), pattern, schedule, targets);
    }

    Rule with(Map<String, RuleTarget> changed) {
        return new Rule(id, definition, pattern, schedule, new TreeMap<>(changed));
    }

    ObjectNode describe() {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.put("Name", id.name()).put("Arn", id.arn());
        for (String member : DESCRIBED) {
            if (definition.hasNonNull(member)) {
                output.set(member, definition.get(member));
            }
        }
        return output.put("EventBusName", id.bus());
    }
}
