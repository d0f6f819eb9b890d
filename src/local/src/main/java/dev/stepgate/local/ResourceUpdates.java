// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.TemplateChanges.Change;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.TemplateException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Applies to a running deployment the changes that an update of the stack would make on AWS, as far as
/// services allow changes: to state machines, queues, topics, subscriptions, mappings, rules, schedules,
/// parameters. Resources that hold data are created here, but never replaced.
final class ResourceUpdates {
    private static final int REMOVED = 100;

    private final TemplateResources resources;
    private final MachineUpdates machines;
    private final ResourceRemovals removals;
    private final Set<String> applied = new LinkedHashSet<>();
    private final List<String> left = new ArrayList<>();

    ResourceUpdates(TemplateResources resources) {
        this.resources = resources;
        this.machines = new MachineUpdates(resources);
        this.removals = new ResourceRemovals(resources, machines);
    }

    /// Applies the changes, except those of functions and APIs, which have been applied before.
    TemplateUpdate apply(TemplateChanges changes) {
        changes.all().stream()
                .sorted(Comparator.comparingInt(ResourceUpdates::rank))
                .forEach(this::apply);
        return new TemplateUpdate(List.copyOf(applied), left);
    }

    /// Returns the rank of a change. Removals come last; a resource that refers to another is removed before it.
    private static int rank(Change change) {
        int rank = rank(change.resource());
        return change instanceof Change.Removed ? REMOVED - rank : rank;
    }

    /// Returns the rank of a resource; those that others refer to come first.
    private static int rank(Resource resource) {
        return switch (resource) {
            case Resource.Function _ -> 0;
            case Resource.Table _, Resource.Bucket _, Resource.Secret _ -> 1;
            case Resource.Queue _, Resource.Topic _, Resource.Activity _ -> 2;
            case Resource.ApiOperation made -> 3 + TemplateServices.ORDER.indexOf(made.operation());
            case Resource.Pipe _ -> 19;
            case Resource.Subscription _, Resource.EventSourceMapping _, Resource.StreamMapping _ -> 20;
            case Resource.StateMachine _ -> 21;
            case Resource.StateMachineVersion _ -> 22;
            case Resource.StateMachineAlias _ -> 23;
            case Resource.Api _ -> 24;
        };
    }

    private void apply(Change change) {
        String id = change.resource().logicalId();
        try {
            Optional<String> refused = switch (change) {
                case Change.Added added -> added(added.resource());
                case Change.Changed changed -> changed(changed.before(), changed.resource());
                case Change.Removed removed -> removals.remove(removed.resource());
            };
            refused.ifPresentOrElse(why -> left.add(id + " " + why), () -> applied.add(id + " " + verb(change)));
        } catch (AwsException e) {
            left.add(id + " cannot be " + verb(change) + ": " + e.code() + ": " + e.message());
        } catch (TemplateException e) {
            left.add(id + " cannot be " + verb(change) + ": "
                    + e.problems().getFirst().message());
        }
    }

    private static String verb(Change change) {
        return switch (change) {
            case Change.Added _ -> "added";
            case Change.Changed _ -> "changed";
            case Change.Removed _ -> "removed";
        };
    }

    private Optional<String> added(Resource resource) {
        switch (resource) {
            case Resource.Function _, Resource.Api _ -> {}
            case Resource.Queue _,
                    Resource.Topic _,
                    Resource.Subscription _,
                    Resource.EventSourceMapping _,
                    Resource.StreamMapping _,
                    Resource.Pipe _,
                    Resource.Table _,
                    Resource.Bucket _,
                    Resource.Secret _,
                    Resource.ApiOperation _,
                    Resource.Activity _,
                    Resource.StateMachine _,
                    Resource.StateMachineVersion _,
                    Resource.StateMachineAlias _ -> resources.create(resource);
        }
        return Optional.empty();
    }

    private Optional<String> changed(Resource before, Resource after) {
        return switch (after) {
            case Resource.Function _, Resource.Api _ -> Optional.empty();
            case Resource.StateMachine machine -> machines.changed((Resource.StateMachine) before, machine);
            case Resource.StateMachineAlias alias -> machines.changed((Resource.StateMachineAlias) before, alias);
            case Resource.Queue queue -> queue((Resource.Queue) before, queue);
            case Resource.Topic topic -> topic((Resource.Topic) before, topic);
            case Resource.Subscription _, Resource.EventSourceMapping _, Resource.StreamMapping _ ->
                replaced(before, after);
            case Resource.ApiOperation made -> made((Resource.ApiOperation) before, made);
            case Resource.Secret secret -> secret(secret);
            case Resource.StateMachineVersion version -> added(version);
            case Resource.Activity activity -> {
                resources.create(activity);
                yield removals.remove(before);
            }
            case Resource.Pipe pipe -> added(pipe);
            case Resource.Table _, Resource.Bucket _ -> stays("has changed");
        };
    }

    private Optional<String> replaced(Resource before, Resource after) {
        Optional<String> gone = removals.remove(before);
        resources.create(after);
        return gone;
    }

    /// Returns the reason for leaving out a change, which the next start will apply.
    static Optional<String> stays(String what) {
        return Optional.of(what + ", which takes effect with the next start");
    }

    private Optional<String> queue(Resource.Queue before, Resource.Queue after) {
        if (!before.name().equals(after.name())) {
            resources.create(after);
            return removals.remove(before);
        }
        ObjectNode input = object().put("QueueUrl", "http://localhost/" + after.name());
        ObjectNode attributes = input.putObject("Attributes");
        differing(before.attributes(), after.attributes()).forEach(attributes::put);
        if (!attributes.isEmpty()) {
            call(resources.queues(), "SetQueueAttributes", input);
        }
        return missing(before.attributes(), after.attributes());
    }

    private Optional<String> topic(Resource.Topic before, Resource.Topic after) {
        if (!before.name().equals(after.name())) {
            resources.create(after);
            return removals.remove(before);
        }
        resources.topics().declare(after.name(), after.attributes());
        return Optional.empty();
    }

    /// Gives a secret another value or description; a value that is generated is generated anew.
    private Optional<String> secret(Resource.Secret after) {
        ObjectNode input =
                TemplateServices.withString(after, resources.others().secrets()).deepCopy();
        input.remove(List.of("Name", "Tags"));
        call(resources.others().secrets(), "UpdateSecret", input.put("SecretId", after.arn()));
        return Optional.empty();
    }

    /// Returns the entries that are new or have another value.
    private static Map<String, String> differing(Map<String, String> before, Map<String, String> after) {
        Map<String, String> values = new TreeMap<>(after);
        values.entrySet().removeAll(before.entrySet());
        return values;
    }

    /// Returns an attribute that was removed, because the services have no operation that resets it to its
    /// default.
    private static Optional<String> missing(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new HashSet<>(before.keySet());
        names.removeAll(after.keySet());
        return names.isEmpty() ? Optional.empty() : stays("has no " + String.join(", ", names) + " any more");
    }

    private Optional<String> made(Resource.ApiOperation before, Resource.ApiOperation after) {
        switch (after.operation()) {
            case "PutRule" -> resources.create(after);
            case "PutTargets" -> {
                return replaced(before, after);
            }
            case "PutParameter" -> {
                ObjectNode input = after.input().deepCopy();
                call(resources.others().parameters(), "PutParameter", input.put("Overwrite", true));
            }
            case "CreateSchedule" -> call(resources.others().scheduler(), "UpdateSchedule", after.input());
            case "CreateEventBus", "CreateConnection", "CreateApiDestination" ->
                call(resources.others().events(), after.operation().replace("Create", "Update"), after.input());
            default -> {
                return stays("has changed");
            }
        }
        return Optional.empty();
    }

    private void call(AwsService service, String operation, JsonNode input) {
        JsonNode unused = resources.call(service, operation, input);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
