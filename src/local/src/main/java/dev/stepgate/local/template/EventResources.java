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
    static Optional<Made> find(Declaration owner, String logicalId) {
        boolean hasEvents = owner.type().type().startsWith("AWS::Serverless::")
                && owner.property("Events").orElse(null) instanceof Node.Fields;
        if (!hasEvents) {
            return Optional.empty();
        }
        Node.Fields events = (Node.Fields) owner.property("Events").orElseThrow();
        if (events.fields().values().stream().anyMatch(event -> namesQueue(event.value(), logicalId))) {
            return queue(logicalId);
        }
        return logicalId.startsWith(owner.logicalId()) ? ofEvent(events, owner, logicalId) : Optional.empty();
    }

    private static Optional<Made> ofEvent(Node.Fields events, Declaration owner, String logicalId) {
        String rest = logicalId.substring(owner.logicalId().length());
        return events.fields().entrySet().stream()
                .filter(event ->
                        rest.startsWith(event.getKey()) && event.getValue().value() instanceof Node.Fields)
                .flatMap(
                        event -> made(
                                (Node.Fields) event.getValue().value(),
                                logicalId,
                                rest.substring(event.getKey().length()))
                                .stream())
                .findFirst();
    }

    private static Optional<Made> made(Node.Fields event, String logicalId, String kind) {
        String name = "{stack}-" + logicalId;
        return switch (kind) {
            case "" -> itself(event, logicalId);
            case "Role" -> Optional.of(new Made(name, Map.of("Arn", ROLE + name)));
            case "Queue" -> queue(logicalId);
            case "QueuePolicy", "EventSourceMapping" -> Optional.of(new Made(logicalId, Map.of()));
            default -> kind.startsWith("Permission") ? Optional.of(new Made(logicalId, Map.of())) : Optional.empty();
        };
    }

    private static Optional<Made> queue(String logicalId) {
        String name = "{stack}-" + logicalId;
        return Optional.of(new Made(
                "{queues}/{account}/" + name, Map.of("Arn", "arn:{partition}:sqs:{region}:{account}:" + name)));
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

    private static Optional<Made> itself(Node.Fields event, String logicalId) {
        String type = event.find("Type").map(node -> node.json().asText()).orElse("");
        return switch (type) {
            case "Schedule", "EventBridgeRule", "CloudWatchEvent" -> {
                String name = name(event, type.equals("Schedule") ? "Name" : "RuleName")
                        .orElse("{stack}-" + logicalId);
                yield Optional.of(
                        new Made(name, Map.of("Arn", "arn:{partition}:events:{region}:{account}:rule/" + name)));
            }
            case "ScheduleV2" -> {
                String name = name(event, "Name").orElse(logicalId);
                yield Optional.of(new Made(
                        name, Map.of("Arn", "arn:{partition}:scheduler:{region}:{account}:schedule/default/" + name)));
            }
            case "Api", "HttpApi", "S3" -> Optional.empty();
            default -> Optional.of(new Made(logicalId, Map.of("Id", logicalId)));
        };
    }

    private static Optional<String> name(Node.Fields event, String property) {
        return event.find("Properties").orElse(null) instanceof Node.Fields properties
                        && properties.find(property).orElse(null) instanceof Node.Scalar name
                ? Optional.of(name.text())
                : Optional.empty();
    }
}
