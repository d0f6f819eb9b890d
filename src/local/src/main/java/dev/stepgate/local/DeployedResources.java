// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.TemplateChanges.Change;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.store.Records;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The resources of the template as they were deployed last, in the store. With them a start is an update of the
/// stack: what has not changed in the template stays as the API has left it.
///
/// Queues, tables, buckets and the mappings of functions are made in any case: they take what the template says,
/// and keep what is in them.
final class DeployedResources {
    private static final Logger LOG = LoggerFactory.getLogger(DeployedResources.class);

    private final Store store;
    private final Records records;
    private final TemplateResources resources;

    DeployedResources(Store store, TemplateResources resources) {
        this.store = store;
        this.records = store.records("deployed-resources");
        this.resources = resources;
    }

    /// Makes what is new, changes what has changed and deletes what is gone, all of it or, after a crash, nothing.
    ///
    /// @throws dev.stepgate.local.aws.AwsException when a service refuses something that is new
    /// @throws dev.stepgate.local.template.TemplateException when Step Functions does
    void deploy(Template template) {
        boolean unused = store.together(() -> {
            update(template);
            return true;
        });
    }

    private void update(Template template) {
        Map<String, JsonNode> before = new LinkedHashMap<>();
        records.forEach("", before::put);
        Map<String, Resource> now = TemplateChanges.byKey(TemplateResources.inOrder(template));
        removeOthers(now.keySet(), before);
        List<Change> changes = new ArrayList<>();
        now.forEach((key, resource) -> {
            JsonNode was = before.get(key);
            if (was == null || isMadeAlways(resource)) {
                resources.create(resource);
            } else if (!DeployedFormat.isWritten(was, resource)) {
                changes.addAll(change(was, resource));
            }
            keep(key, resource);
        });
        apply(changes);
    }

    /// Deletes what is gone first, so that its names are free.
    private void removeOthers(Set<String> now, Map<String, JsonNode> before) {
        List<Change> changes = new ArrayList<>();
        before.forEach((key, was) -> {
            if (!now.contains(key)) {
                remove(was).ifPresent(changes::add);
                records.remove(key);
            }
        });
        apply(changes);
    }

    private void apply(List<Change> changes) {
        new ResourceUpdates(resources)
                .apply(new TemplateChanges(changes))
                .left()
                .forEach(left -> LOG.warn("The template has changed: {}", left));
    }

    private List<Change> change(JsonNode was, Resource now) {
        if (!(now instanceof Resource.StateMachine machine)) {
            return Change.of(DeployedFormat.read(was), now);
        }
        Resource.StateMachine before = DeployedFormat.before(machine, was);
        if (before.type() == machine.type()) {
            return List.of(new Change.Changed(before, machine));
        }
        new MachineUpdates(resources).delete(before);
        resources.create(machine);
        return List.of();
    }

    private Optional<Change> remove(JsonNode was) {
        Optional<JsonNode> machine = DeployedFormat.machine(was);
        machine.ifPresent(found ->
                new MachineUpdates(resources).delete(found.path("arn").asText(), Members.texts(found, "aliases")));
        return machine.isPresent() ? Optional.empty() : Optional.of(new Change.Removed(DeployedFormat.read(was)));
    }

    /// Keeps what an update in the running process has made of them.
    void keep(Template template) {
        TemplateChanges.byKey(TemplateResources.inOrder(template)).forEach(this::keep);
    }

    private void keep(String key, Resource resource) {
        if (!isMadeAlways(resource)) {
            records.put(key, () -> DeployedFormat.write(resource));
        }
    }

    private static boolean isMadeAlways(Resource resource) {
        return switch (resource) {
            case Resource.Queue _,
                    Resource.Table _,
                    Resource.Bucket _,
                    Resource.EventSourceMapping _,
                    Resource.Pipe _,
                    Resource.StreamMapping _ -> true;
            case Resource.ApiOperation _,
                    Resource.Topic _,
                    Resource.Subscription _,
                    Resource.Secret _,
                    Resource.Activity _,
                    Resource.StateMachine _,
                    Resource.StateMachineVersion _,
                    Resource.StateMachineAlias _ -> false;
            case Resource.Function _, Resource.RestApi _, Resource.HttpApi _, Resource.WebSocketApi _ ->
                throw new IllegalArgumentException(resource.logicalId());
        };
    }
}
