// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// PutTargets and related operations.
final class TargetOperations implements Operation.Group {

    /// The maximum number of targets of a rule
    /// ([quota](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html)).
    private static final int TARGETS_OF_A_RULE = 5;

    private final Buses buses;

    TargetOperations(Buses buses) {
        this.buses = buses;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "PutTargets", this::put,
                "RemoveTargets", this::remove,
                "ListTargetsByRule", this::list,
                "ListRuleNamesByTarget", this::listRules);
    }

    private JsonNode put(JsonNode input) {
        EventBus bus = buses.named(input, "EventBusName");
        Rule rule = bus.get(input.path("Rule").asText());
        List<RuleTarget> added = new ArrayList<>();
        input.path("Targets").forEach(target -> added.add(RuleTarget.parse(target)));
        bus.change(rule.id().name(), before -> {
            Map<String, RuleTarget> targets = new TreeMap<>(before.targets());
            added.forEach(target -> targets.put(target.id(), target));
            if (targets.size() > TARGETS_OF_A_RULE) {
                throw EventErrors.of(
                        "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
            }
            return before.with(targets);
        });
        return noFailures();
    }

    private JsonNode remove(JsonNode input) {
        buses.named(input, "EventBusName").change(input.path("Rule").asText(), before -> {
            Map<String, RuleTarget> targets = new TreeMap<>(before.targets());
            input.path("Ids").forEach(id -> targets.remove(id.asText()));
            return before.with(targets);
        });
        return noFailures();
    }

    private JsonNode list(JsonNode input) {
        Rule rule = buses.named(input, "EventBusName").get(input.path("Rule").asText());
        return Listing.of(input, List.copyOf(rule.targets().values()), RuleTarget::id)
                .toJson("Targets", target -> target.definition());
    }

    private JsonNode listRules(JsonNode input) {
        String arn = input.path("TargetArn").asText();
        List<String> names = buses.named(input, "EventBusName").rules().stream()
                .filter(rule -> rule.targets().values().stream()
                        .anyMatch(target -> target.arn().equals(arn)))
                .map(rule -> rule.id().name())
                .toList();
        return Listing.of(input, names, name -> name).toJson("RuleNames", TextNode::valueOf);
    }

    private static ObjectNode noFailures() {
        ObjectNode output = JsonNodeFactory.instance.objectNode().put("FailedEntryCount", 0);
        output.putArray("FailedEntries");
        return output;
    }
}
