// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.schedule.ScheduleExpression;
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
    private static final String[] TOLD = {"EventPattern", "ScheduleExpression", "State", "Description", "RoleArn"};

    Rule {
        targets = Collections.unmodifiableNavigableMap(new TreeMap<>(targets));
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
        for (String member : TOLD) {
            if (definition.hasNonNull(member)) {
                output.set(member, definition.get(member));
            }
        }
        return output.put("EventBusName", id.bus());
    }
}
