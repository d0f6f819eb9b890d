// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads the Events of SAM functions and state machines.
final class EventReader {
    private final ResourceTypes types;
    private final PropertyCheck check;
    private final ApiEvents apis;
    private final MessagingReader messaging = new MessagingReader();
    private final BucketReader buckets = new BucketReader();
    private final Stack stack;

    EventReader(ResourceTypes types, PropertyCheck check, Stack stack) {
        this.types = types;
        this.check = check;
        this.stack = stack;
        this.apis = new ApiEvents(stack);
    }

    /// Returns event source mappings and subscriptions; routes are kept for [#routes].
    List<Resource> read(List<ResolvedResource> resources) {
        List<Resource> made = new ArrayList<>();
        resources.forEach(apis::knows);
        for (ResolvedResource resource : resources) {
            if (resource.type().equals("AWS::Serverless::Function")) {
                made.addAll(functionEvents(resource));
            }
            if (resource.type().equals("AWS::Serverless::StateMachine")) {
                made.addAll(workflowEvents(resource));
            }
        }
        buckets.requireBuckets(resources);
        return made;
    }

    private List<Resource> functionEvents(ResolvedResource function) {
        String target = alias(function, true);
        return events(function).stream()
                .flatMap(event -> reading(function, event, () -> functionEvent(function, event, target)).stream())
                .toList();
    }

    private List<Resource> workflowEvents(ResolvedResource machine) {
        String target = alias(machine, machine.properties().flag("UseAliasAsEventTarget", false));
        return events(machine).stream()
                .flatMap(event -> reading(machine, event, () -> workflowEvent(machine, event, target)).stream())
                .toList();
    }

    /// The reader of buckets, with the events that refer to them.
    BucketReader buckets() {
        return buckets;
    }

    List<ApiRoute> routes(String apiId) {
        return apis.of(apiId);
    }

    /// Returns the ARN that events call: that of the alias, if there is one and it is requested.
    private static String alias(ResolvedResource resource, boolean wanted) {
        String arn = resource.attribute("Arn");
        Optional<String> alias = resource.properties().text("AutoPublishAlias").filter(_ -> wanted);
        return alias.map(name -> arn + ":" + name).orElse(arn);
    }

    private record Event(String name, Properties declaration) {
        String type() {
            return declaration.required("Type");
        }
    }

    private static List<Event> events(ResolvedResource resource) {
        List<Event> events = new ArrayList<>();
        resource.properties()
                .inner("Events")
                .ifPresent(declared -> declared.fields()
                        .fields()
                        .keySet()
                        .forEach(name -> declared.inner(name).ifPresent(event -> events.add(new Event(name, event)))));
        return events;
    }

    private static List<Resource> reading(ResolvedResource resource, Event event, Supplier<List<Resource>> reader) {
        return event.declaration().problems().reading(resource.logicalId() + event.name(), reader);
    }

    private List<Resource> functionEvent(ResolvedResource resource, Event event, String target) {
        Optional<Properties> properties = properties(resource, event);
        if (properties.isEmpty()) {
            return List.of();
        }
        String logicalId = resource.logicalId() + event.name();
        return switch (event.type()) {
            case "S3" -> {
                buckets.functionEvent(properties.get(), target);
                yield List.of();
            }
            case "HttpApi" -> {
                apis.httpFunction(properties.get(), target);
                yield List.of();
            }
            case "Api" -> {
                apis.function(properties.get(), target);
                yield List.of();
            }
            case "SQS", "DynamoDB" ->
                mapping(event, logicalId, properties.get(), target).stream().toList();
            case "SNS" -> new SnsEventReader(stack, logicalId, properties.get(), target).read();
            default -> ruleEvent(event, new RuleEvents(stack, logicalId, properties.get(), target));
        };
    }

    private Optional<Resource> mapping(Event event, String logicalId, Properties properties, String target) {
        return event.type().equals("SQS")
                ? messaging.sqsEvent(logicalId, properties, target)
                : messaging.streamEvent(logicalId, properties, target);
    }

    private List<Resource> workflowEvent(ResolvedResource resource, Event event, String target) {
        Optional<Properties> properties = properties(resource, event);
        if (properties.isEmpty()) {
            return List.of();
        }
        if (event.type().equals("Api")) {
            apis.workflow(properties.get(), target);
            return List.of();
        }
        String logicalId = resource.logicalId() + event.name();
        return ruleEvent(event, new RuleEvents(stack, logicalId, properties.get(), target));
    }

    private static List<Resource> ruleEvent(Event event, RuleEvents rule) {
        return switch (event.type()) {
            case "Schedule" -> rule.schedule();
            case "ScheduleV2" -> rule.scheduleV2();
            case "EventBridgeRule", "CloudWatchEvent" -> rule.pattern("RuleName");
            default -> throw new IllegalStateException("no reader for events of the type " + event.type());
        };
    }

    /// Returns an event's properties; empty, with a problem reported, when its type is not supported.
    private Optional<Properties> properties(ResolvedResource resource, Event event) {
        String type = event.type();
        Optional<PropertyTable> table = types.event(resource.type() + " " + type);
        if (table.isEmpty()) {
            event.declaration()
                    .problem(
                            "Type",
                            "must be a type of event that " + resource.type() + " has, not " + type
                                    + DidYouMean.hint(type, types.events(resource.type())));
            return Optional.empty();
        }
        if (table.get() instanceof PropertyTable.NotHere) {
            event.declaration()
                    .problems()
                    .notHere(
                            event.declaration().mark(),
                            resource.declaration().title() + " event " + event.name() + " of the type " + type,
                            "it never happens");
            return Optional.empty();
        }
        return properties(event, table.get());
    }

    /// Returns the properties, which only events of the type HttpApi may leave out.
    private Optional<Properties> properties(Event event, PropertyTable table) {
        Optional<Properties> properties = event.declaration().inner("Properties");
        if (properties.isEmpty() && event.type().equals("HttpApi")) {
            Node.Fields none = Node.fields(event.declaration().mark(), Map.of());
            return Optional.of(new Properties(
                    event.declaration().owner(), none, event.declaration().problems()));
        }
        if (properties.isEmpty()) {
            event.declaration().problem("Properties", "is missing");
        }
        properties.ifPresent(there -> check.check(there.owner(), there.fields(), table));
        return properties;
    }
}
