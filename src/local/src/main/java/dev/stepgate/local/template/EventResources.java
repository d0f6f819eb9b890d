// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Map;
import java.util.Optional;

/// The resources that SAM makes of an event beside the function or state machine: a rule, a schedule,
/// a mapping, a permission, a role, a queue ([generated
/// resources](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html);
/// logical ids as aws-sam-translator 1.115.0 makes them). Templates name them in DependsOn, Ref and
/// Fn::GetAtt.
final class EventResources {
    private static final String ROLE = "arn:{partition}:iam::{account}:role/";

    private EventResources() {}

    /// The values of Ref and Fn::GetAtt, with placeholders.
    record Made(String ref, Map<String, String> attributes) {}

    /// Returns the resource with that logical id, if an event of the owner makes it.
    static Optional<Made> find(Declaration owner, String logicalId, Stack stack) {
        boolean hasEvents = owner.type().type().startsWith("AWS::Serverless::")
                && owner.property("Events").orElse(null) instanceof Node.Fields;
        if (!hasEvents) {
            return Optional.empty();
        }
        Node.Fields events = (Node.Fields) owner.property("Events").orElseThrow();
        if (events.fields().values().stream().anyMatch(event -> namesQueue(event.value(), logicalId))) {
            return Optional.of(queue(stack.nameOf(logicalId)));
        }
        return logicalId.startsWith(owner.logicalId()) ? ofEvent(events, owner, logicalId, stack) : Optional.empty();
    }

    private static Optional<Made> ofEvent(Node.Fields events, Declaration owner, String logicalId, Stack stack) {
        String rest = logicalId.substring(owner.logicalId().length());
        return events.fields().entrySet().stream()
                .filter(event ->
                        rest.startsWith(event.getKey()) && event.getValue().value() instanceof Node.Fields)
                .flatMap(event -> made(
                        new Event((Node.Fields) event.getValue().value(), logicalId, stack.nameOf(logicalId)),
                        rest.substring(event.getKey().length()))
                        .stream())
                .findFirst();
    }

    /// @param name that the resource with that logical id has when nothing else names it
    private record Event(Node.Fields declared, String logicalId, String name) {}

    private static Optional<Made> made(Event event, String kind) {
        return switch (kind) {
            case "" -> itself(event);
            case "Role" -> Optional.of(new Made(event.name, Map.of("Arn", ROLE + event.name)));
            case "Queue" -> Optional.of(queue(event.name));
            case "QueuePolicy", "EventSourceMapping" -> Optional.of(new Made(event.logicalId, Map.of()));
            default ->
                kind.startsWith("Permission") ? Optional.of(new Made(event.logicalId, Map.of())) : Optional.empty();
        };
    }

    private static Made queue(String name) {
        return new Made("{queues}/{account}/" + name, Map.of("Arn", "arn:{partition}:sqs:{region}:{account}:" + name));
    }

    /// Tells whether the event names its dead-letter queue so.
    private static boolean namesQueue(Node event, String logicalId) {
        return event.json()
                .path("Properties")
                .path("DeadLetterConfig")
                .path("QueueLogicalId")
                .asText()
                .equals(logicalId);
    }

    private static Optional<Made> itself(Event event) {
        String type =
                event.declared.find("Type").map(node -> node.json().asText()).orElse("");
        return switch (type) {
            case "Schedule", "EventBridgeRule", "CloudWatchEvent" -> {
                String name = name(event.declared, type.equals("Schedule") ? "Name" : "RuleName")
                        .orElse(event.name);
                yield Optional.of(
                        new Made(name, Map.of("Arn", "arn:{partition}:events:{region}:{account}:rule/" + name)));
            }
            case "ScheduleV2" -> {
                String name = name(event.declared, "Name").orElse(event.logicalId);
                yield Optional.of(new Made(
                        name, Map.of("Arn", "arn:{partition}:scheduler:{region}:{account}:schedule/default/" + name)));
            }
            case "Api", "HttpApi", "S3" -> Optional.empty();
            default -> Optional.of(new Made(event.logicalId, Map.of("Id", event.logicalId)));
        };
    }

    private static Optional<String> name(Node.Fields event, String property) {
        return event.find("Properties").orElse(null) instanceof Node.Fields properties
                        && properties.find(property).orElse(null) instanceof Node.Scalar name
                ? Optional.of(name.text())
                : Optional.empty();
    }
}
