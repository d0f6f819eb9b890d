// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.schedule.ScheduleExpression;
import dev.stepgate.local.schedule.ScheduleSyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// PutRule and related operations.
final class RuleOperations implements Operation.Group {
    private final Buses buses;
    private final RuleSchedules schedules;

    RuleOperations(Buses buses, RuleSchedules schedules) {
        this.buses = buses;
        this.schedules = schedules;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "PutRule", this::put,
                "DeleteRule", this::delete,
                "EnableRule", input -> change(input, "ENABLED"),
                "DisableRule", input -> change(input, "DISABLED"),
                "DescribeRule", this::describe,
                "ListRules", this::list);
    }

    private JsonNode put(JsonNode input) {
        EventBus bus = buses.named(input, "EventBusName");
        Optional<EventPattern> pattern = Members.text(input, "EventPattern").map(EventPattern::parse);
        Optional<ScheduleExpression> schedule = schedule(input);
        requirePatternOrSchedule(bus, pattern, schedule);
        RuleName id =
                RuleName.of(buses.account(), bus.name(), input.path("Name").asText());
        Optional<Rule> before = bus.find(id.name());
        Rule rule = new Rule(
                id,
                definition(input),
                pattern,
                schedule,
                before.map(Rule::targets).orElseGet(TreeMap::new));
        bus.put(rule);
        if (before.isEmpty()) {
            buses.tag(id.arn(), input.path("Tags"));
        }
        schedules.set(rule);
        return object().put("RuleArn", id.arn());
    }

    private static void requirePatternOrSchedule(
            EventBus bus, Optional<EventPattern> pattern, Optional<ScheduleExpression> schedule) {
        if (pattern.isEmpty() && schedule.isEmpty()) {
            throw EventErrors.invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (schedule.isPresent() && !bus.name().equals(EventBus.DEFAULT)) {
            throw EventErrors.invalid("ScheduleExpression is supported only on the default event bus.");
        }
    }

    /// Returns the definition; a rule is enabled unless it says otherwise.
    private static ObjectNode definition(JsonNode input) {
        ObjectNode definition = input.deepCopy();
        definition.remove(List.of("Tags", "EventBusName"));
        if (definition.path("ScheduleExpression").asText().isEmpty()) {
            definition.remove("ScheduleExpression");
        }
        if (!definition.hasNonNull("State")) {
            definition.put("State", "ENABLED");
        }
        return definition;
    }

    /// Returns the schedule; an empty text is none.
    private static Optional<ScheduleExpression> schedule(JsonNode input) {
        return Members.text(input, "ScheduleExpression")
                .filter(text -> !text.isEmpty())
                .map(RuleOperations::schedule);
    }

    /// Parses a schedule. Rules have no at expressions, and require `minute` for one and `minutes` for more.
    private static ScheduleExpression schedule(String text) {
        try {
            ScheduleExpression expression = ScheduleExpression.parse(text);
            boolean isOfRules = switch (expression) {
                case ScheduleExpression.Rate rate -> rate.isSingular() == (rate.value() == 1);
                case ScheduleExpression.Cron _ -> true;
                case ScheduleExpression.At _ -> false;
            };
            if (isOfRules) {
                return expression;
            }
        } catch (ScheduleSyntaxException _) {
            // AWS does not say what is wrong with the expression
        }
        throw EventErrors.invalid("Parameter ScheduleExpression is not valid.");
    }

    private JsonNode delete(JsonNode input) {
        EventBus bus = buses.named(input, "EventBusName");
        bus.find(input.path("Name").asText()).ifPresent(rule -> {
            if (!rule.targets().isEmpty()) {
                throw EventErrors.invalid("Rule can't be deleted since it has targets.");
            }
            schedules.cancel(rule.id());
            bus.remove(rule.id().name());
            buses.forgetTags(rule.id().arn());
        });
        return object();
    }

    private JsonNode change(JsonNode input, String state) {
        EventBus bus = buses.named(input, "EventBusName");
        Rule before = bus.get(input.path("Name").asText());
        Rule changed = bus.change(before.id().name(), rule -> rule.with(state));
        if (before.isEnabled() != changed.isEnabled()) {
            schedules.set(changed);
        }
        return object();
    }

    private JsonNode describe(JsonNode input) {
        return buses.named(input, "EventBusName")
                .get(input.path("Name").asText())
                .describe()
                .put("CreatedBy", buses.account().id());
    }

    private JsonNode list(JsonNode input) {
        List<Rule> rules = buses.named(input, "EventBusName").rules().stream()
                .filter(rule -> Listing.hasPrefix(input, rule.id().name()))
                .toList();
        return Listing.of(input, rules, rule -> rule.id().name()).toJson("Rules", Rule::describe);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
