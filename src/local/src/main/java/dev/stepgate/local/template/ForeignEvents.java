// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Leaves out, with a note, rules, schedules and API destinations whose bus, group or connection is not in
/// this template, and those whose target does not run here.
final class ForeignEvents {
    private static final Set<String> CALLED = Set.of("lambda", "sqs", "sns", "states", "events");

    private final TemplateProblems problems;
    private final List<Resource.ApiOperation> made;

    ForeignEvents(TemplateProblems problems, List<Resource> resources) {
        this.problems = problems;
        this.made = resources.stream()
                .filter(Resource.ApiOperation.class::isInstance)
                .map(Resource.ApiOperation.class::cast)
                .toList();
    }

    /// Returns true for the ARN of a target that a rule can call here.
    static boolean isCalled(String arn) {
        String[] parts = arn.split(":", 4);
        return parts.length < 4 || CALLED.contains(parts[2]);
    }

    /// Returns true, with a note, for a resource that belongs to something outside the template.
    boolean isCut(Resource.ApiOperation operation) {
        JsonNode input = operation.input();
        return switch (operation.operation()) {
            case "PutRule", "PutTargets" ->
                isForeign(operation, "event bus", last(input.path("EventBusName")), "CreateEventBus");
            case "CreateApiDestination" ->
                isForeign(operation, "connection", connection(input.path("ConnectionArn")), "CreateConnection");
            case "CreateSchedule" ->
                isForeign(operation, "schedule group", last(input.path("GroupName")), "CreateScheduleGroup")
                        || callsWhatIsNotHere(
                                operation, input.path("Target").path("Arn").asText());
            default -> false;
        };
    }

    /// Returns `orders` for `arn:aws:events:us-east-1:123456789012:event-bus/orders`, or for `orders` itself.
    private static String last(JsonNode nameOrArn) {
        String text = nameOrArn.asText();
        return text.startsWith("arn:") ? text.substring(text.indexOf('/') + 1) : text;
    }

    private static String connection(JsonNode arn) {
        String name = last(arn);
        return name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
    }

    private boolean isForeign(Resource.ApiOperation operation, String kind, String name, String creation) {
        Set<String> here = made.stream()
                .filter(each -> each.operation().equals(creation))
                .map(each -> each.input().path("Name").asText())
                .collect(Collectors.toSet());
        boolean foreign = !name.isEmpty() && !name.equals("default") && !here.contains(name);
        if (foreign) {
            problems.notHere(
                    operation.mark(),
                    operation.logicalId() + " of the " + kind + " " + name,
                    "that " + kind + " is not here");
        }
        return foreign;
    }

    private boolean callsWhatIsNotHere(Resource.ApiOperation schedule, String arn) {
        boolean absent = !isCalled(arn) && !arn.contains(":scheduler:");
        if (absent) {
            problems.notHere(schedule.mark(), schedule.logicalId() + " with the target " + arn, "it calls nothing");
        }
        return absent;
    }
}
