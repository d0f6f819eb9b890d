// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.template.Resource;
import java.util.Map;
import java.util.Optional;

/// Removes from a running deployment the resources that an update of the template has dropped, except for
/// those that hold data.
record ResourceRemovals(TemplateResources resources, MachineUpdates machines) {

    /// Removes a resource, unless it stays until the next start: then the reason is returned.
    Optional<String> remove(Resource resource) {
        switch (resource) {
            case Resource.Function _, Resource.Api _ -> {}
            case Resource.Queue queue -> delete(queue);
            case Resource.Topic topic -> delete(topic);
            case Resource.Subscription subscription -> unsubscribe(subscription);
            case Resource.EventSourceMapping mapping ->
                resources.eventSources().remove(TemplateResources.eventSource(mapping));
            case Resource.StreamMapping mapping ->
                resources.streamSources().remove(mapping.streamArn(), mapping.function());
            case Resource.Pipe pipe -> resources.pipes().delete(pipe.arn());
            case Resource.StateMachine machine -> machines.delete(machine);
            case Resource.StateMachineAlias alias -> machines.delete(alias);
            case Resource.Activity activity -> delete(activity);
            case Resource.ApiOperation made -> {
                return remove(made);
            }
            case Resource.StateMachineVersion _, Resource.Table _, Resource.Bucket _, Resource.Secret _ -> {
                return isGone();
            }
        }
        return Optional.empty();
    }

    private Optional<String> remove(Resource.ApiOperation made) {
        JsonNode input = made.input();
        switch (made.operation()) {
            case "PutRule" -> call(resources.others().events(), "DeleteRule", copy(input, "Name", "EventBusName"));
            case "PutTargets" -> removeTargets(input);
            case "CreateSchedule" ->
                call(resources.others().scheduler(), "DeleteSchedule", copy(input, "Name", "GroupName"));
            case "PutParameter" -> call(resources.others().parameters(), "DeleteParameter", copy(input, "Name"));
            case "CreateEventBus", "CreateConnection", "CreateApiDestination" ->
                call(resources.others().events(), made.operation().replace("Create", "Delete"), copy(input, "Name"));
            case "CreateScheduleGroup" ->
                call(resources.others().scheduler(), "DeleteScheduleGroup", copy(input, "Name"));
            default -> {
                return isGone();
            }
        }
        return Optional.empty();
    }

    private static Optional<String> isGone() {
        return ResourceUpdates.stays("is not in the template any more");
    }

    private void delete(Resource.Queue queue) {
        call(resources.queues(), "DeleteQueue", object().put("QueueUrl", "http://localhost/" + queue.name()));
    }

    private void delete(Resource.Topic topic) {
        String arn = resources.topics().create(topic.name(), Map.of());
        call(resources.topics(), "DeleteTopic", object().put("TopicArn", arn));
    }

    private void unsubscribe(Resource.Subscription subscription) {
        String arn = resources.subscribe(subscription);
        call(resources.topics(), "Unsubscribe", object().put("SubscriptionArn", arn));
    }

    private void delete(Resource.Activity activity) {
        JsonNode known = resources.call(resources.states(), "CreateActivity", object().put("name", activity.name()));
        call(resources.states(), "DeleteActivity", copy(known, "activityArn"));
    }

    private void removeTargets(JsonNode input) {
        ObjectNode targets = copy(input, "Rule", "EventBusName");
        input.path("Targets").forEach(target -> targets.withArray("Ids").add(target.path("Id")));
        call(resources.others().events(), "RemoveTargets", targets);
    }

    private static ObjectNode copy(JsonNode input, String... members) {
        ObjectNode copy = object();
        for (String member : members) {
            if (input.has(member)) {
                copy.set(member, input.get(member));
            }
        }
        return copy;
    }

    private void call(AwsService service, String operation, JsonNode input) {
        JsonNode unused = resources.call(service, operation, input);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
