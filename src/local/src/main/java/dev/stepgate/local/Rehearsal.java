// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.events.FilterCriteria;
import dev.stepgate.local.integration.ServiceIntegrations;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.pipes.Pipes;
import dev.stepgate.local.sns.Topics;
import dev.stepgate.local.sqs.Queues;
import dev.stepgate.local.stepfunctions.Retention;
import dev.stepgate.local.stepfunctions.StepFunctions;
import dev.stepgate.local.stepfunctions.StepFunctionsDependencies;
import dev.stepgate.local.template.Declared;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.SourceLocation;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.template.TemplateProblem;
import dev.stepgate.local.time.VirtualTime;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Makes the template's queues, topics, subscriptions, state machines, tables, buckets and so on in
/// services that nobody calls, so that any name or value that a service refuses is a problem of the
/// template before anything starts.
final class Rehearsal implements AutoCloseable {
    private static final String NOTHING = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}";

    private final VirtualTime time;
    private final ExecutionIds ids = ExecutionIds.unseeded();
    private final Queues queues;
    private final Topics topics;
    private final Functions functions;
    private final StepFunctions states;
    private final TemplateServices services;
    private final List<TemplateProblem> problems = new ArrayList<>();
    private final Map<String, Resource> byName = new HashMap<>();

    /// The resources of which nothing more is to be said, nor of those that refer to them: they are
    /// incomplete, or a service has refused them already.
    private final Set<String> refused = new HashSet<>();

    private final Map<String, Declared> declared = new HashMap<>();

    /// @param now the time at which the template starts; it does not advance
    Rehearsal(Account account, Instant now) {
        time = new VirtualTime(now);
        time.pause();
        URI nowhere = URI.create("http://127.0.0.1");
        queues = new Queues(account, time, () -> nowhere, ids::uuid);
        functions = new Functions(List.of(), time, RuntimeLog.NONE, () -> nowhere);
        topics = new Topics(account, List.of(queues, functions), time, ids::uuid);
        services = TemplateServices.of(account, _ -> new CompletableFuture<>(), time, ids);
        Tasks tasks = new TasksNotHere(new ServiceIntegrations(new DeferredBackends(), time, ids));
        Interpreter interpreter = new Interpreter(time, tasks, ids, Observer.NONE);
        states = new StepFunctions(
                new StepFunctionsDependencies(account, interpreter, tasks, time, ids, Optional.empty()),
                Retention.DEFAULT);
    }

    List<TemplateProblem> problems(Template template) {
        refused.addAll(template.incomplete());
        declared.putAll(template.declared());
        messaging(template);
        services(template);
        mappings(template);
        stateMachines(template);
        return problems;
    }

    private void messaging(Template template) {
        for (Resource.Queue queue : template.all(Resource.Queue.class)) {
            named(queue, queue.name(), () -> queues.create(queue.name(), queue.attributes()));
        }
        for (Resource.Topic topic : template.all(Resource.Topic.class)) {
            named(topic, topic.name(), () -> topics.create(topic.name(), topic.attributes()));
        }
        for (Resource.Subscription each : template.all(Resource.Subscription.class)) {
            attempt(each, () -> topics.subscribe(each.topicArn(), each.protocol(), each.endpoint(), each.attributes()));
        }
    }

    private void services(Template template) {
        for (Resource resource : TemplateServices.resources(template)) {
            if (resource instanceof Resource.Bucket bucket) {
                named(bucket, bucket.name(), () -> services.create(bucket));
            } else if (resource instanceof Resource.ApiOperation made) {
                named(made, name(made), () -> services.create(made));
            } else {
                attempt(resource, () -> services.create(resource));
            }
        }
    }

    private void mappings(Template template) {
        for (Resource.StreamMapping mapping : template.all(Resource.StreamMapping.class)) {
            if (template.all(Resource.Table.class).stream().noneMatch(this::isRefused)) {
                attempt(mapping, () -> services.stream(mapping.streamArn()));
            }
            attempt(mapping, () -> FilterCriteria.of(mapping.filters()));
        }
        Pipes pipes = new Pipes(functions, _ -> new CompletableFuture<>(), time);
        for (Resource.Pipe pipe : template.all(Resource.Pipe.class)) {
            attempt(pipe, () -> pipes.create(pipe.arn(), pipe.input()));
        }
        for (Resource.EventSourceMapping mapping : template.all(Resource.EventSourceMapping.class)) {
            attempt(mapping, () -> FilterCriteria.of(mapping.filters()));
        }
    }

    private void stateMachines(Template template) {
        StepFunctionsResources machines = new StepFunctionsResources(states, ids, NOTHING);
        for (Resource.Activity activity : template.all(Resource.Activity.class)) {
            named(activity, activity.name(), () -> machines.create(activity));
        }
        for (Resource.StateMachine machine : template.all(Resource.StateMachine.class)) {
            named(machine, machine.name(), () -> machines.create(machine));
        }
        template.all(Resource.StateMachineVersion.class)
                .forEach(version -> attempt(version, () -> machines.create(version)));
        template.all(Resource.StateMachineAlias.class).forEach(alias -> attempt(alias, () -> machines.create(alias)));
    }

    private static String name(Resource.ApiOperation made) {
        JsonNode input = made.input();
        String name = input.path("Name").asText(input.path("Rule").asText());
        String place = input.path("EventBusName").asText(input.path("GroupName").asText());
        return name + " (" + made.operation() + (place.isEmpty() ? "" : ", " + place) + ")";
    }

    /// Makes a resource, unless another of the same kind has the same name.
    private void named(Resource resource, String name, Runnable creation) {
        Resource twin = byName.putIfAbsent(resource.getClass().getSimpleName() + " " + name, resource);
        if (twin == null) {
            attempt(resource, creation);
        } else if (!isRefused(resource)) {
            add(resource, "the name " + name + " is taken by " + twin.logicalId());
        }
    }

    private void attempt(Resource resource, Runnable creation) {
        if (isRefused(resource)) {
            refused.add(resource.logicalId());
            return;
        }
        try {
            creation.run();
        } catch (AwsException refused) {
            add(resource, refused.code() + ": " + refused.message());
        } catch (TemplateException refused) {
            refused.problems().forEach(problem -> tell(resource, problem.message()));
        }
    }

    private boolean isRefused(Resource resource) {
        Declared written = declared.get(resource.logicalId());
        return refused.contains(resource.logicalId())
                || (written != null && !Collections.disjoint(refused, written.needs()));
    }

    private void add(Resource resource, String message) {
        tell(resource, resource.logicalId() + ": " + message);
    }

    private void tell(Resource resource, String message) {
        refused.add(resource.logicalId());
        SourceLocation mark = Optional.ofNullable(declared.get(resource.logicalId()))
                .flatMap(written -> written.mark(message))
                .orElse(resource.mark());
        problems.add(new TemplateProblem(mark, message));
    }

    @Override
    public void close() {
        functions.close();
        time.close();
    }
}
