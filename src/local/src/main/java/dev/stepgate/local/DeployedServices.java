// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.asl.run.ExternalCalls;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.aws.FunctionInvoker;
import dev.stepgate.local.aws.Identifiers;
import dev.stepgate.local.aws.SecurityTokens;
import dev.stepgate.local.dynamodb.stream.StreamEventSources;
import dev.stepgate.local.integration.ServiceIntegrations;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.pipes.Pipes;
import dev.stepgate.local.s3.S3Endpoint;
import dev.stepgate.local.sns.Topics;
import dev.stepgate.local.sqs.EventSources;
import dev.stepgate.local.sqs.Queues;
import dev.stepgate.local.stepfunctions.StepFunctions;
import dev.stepgate.local.stepfunctions.StepFunctionsDependencies;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.targets.ServiceTargets;
import dev.stepgate.local.targets.Targets;
import java.net.URI;
import java.util.List;

/// Makes the services of one deployment, without any resource in them, and connects them: each with those
/// that it calls, and all with the backends, through which Task states and APIs reach them.
final class DeployedServices {
    private final Deployment.Plan plan;
    private final RuntimeDependencies dependencies;
    private final Store store;
    private final Functions functions;
    private final DeferredBackends backends = new DeferredBackends();

    DeployedServices(Deployment.Plan plan, RuntimeDependencies dependencies, Store store, Functions functions) {
        this.plan = plan;
        this.dependencies = dependencies;
        this.store = store;
        this.functions = functions;
    }

    DeferredBackends backends() {
        return backends;
    }

    /// Makes all services; called once.
    TemplateResources make() {
        Queues queues = queues();
        Topics topics = topics(queues);
        StepFunctions states = stepFunctions();
        Targets targets = new ServiceTargets(backends::service, dependencies.ids()::uuid);
        TemplateServices others = others(targets);
        states.watch(new ExecutionEvents(others.events()));
        Pipes pipes = new Pipes(functions, targets, dependencies.time());
        EventDeliveries deliveries = deliveries(targets, others);
        TemplateResources made = new TemplateResources(
                queues,
                topics,
                states,
                others,
                pipes,
                new EventSources(queues, pipes, dependencies.time()),
                new StreamEventSources(
                        new FunctionInvoker(pipes, dependencies.ids()::uuid), dependencies.time(), deliveries, store),
                dependencies.ids());
        addToBackends(made);
        return made;
    }

    private TemplateServices others(Targets targets) {
        return TemplateServices.of(
                plan.account(),
                targets,
                new TemplateServices.Dependencies(dependencies.time(), dependencies.ids(), store));
    }

    private EventDeliveries deliveries(Targets targets, TemplateServices others) {
        EventDeliveries deliveries = new EventDeliveries(targets, others.events());
        others.buckets().watch(deliveries);
        functions.deliverTo(deliveries);
        return deliveries;
    }

    private void addToBackends(TemplateResources made) {
        backends.add(functions);
        backends.add(made.queues());
        backends.add(made.topics());
        backends.add(made.states());
        backends.endsOfExecutions(made.states()::endOf);
        backends.add(new SecurityTokens(plan.account()));
        made.others().all().forEach(backends::add);
        backends.add(made.others().events());
        backends.add(new S3Endpoint(made.others().buckets(), dependencies.ids()::uuid));
    }

    private Identifiers identifiers() {
        return new Identifiers(plan.account(), dependencies.ids()::uuid);
    }

    private Queues queues() {
        Queues queues = new Queues(
                identifiers(),
                dependencies.time(),
                () -> URI.create(plan.servers().queues()),
                store);
        queues.watch(dependencies.hooks().messaging().queues());
        return queues;
    }

    private Topics topics(Queues queues) {
        Topics topics = new Topics(identifiers(), List.of(queues, functions), dependencies.time(), store);
        topics.watch(dependencies.hooks().messaging().topics());
        return topics;
    }

    private StepFunctions stepFunctions() {
        ServiceIntegrations integrations = new ServiceIntegrations(backends, dependencies.time(), dependencies.ids());
        Tasks tasks = dependencies.hooks().tasks().apply(new TasksNotHere(integrations));
        Interpreter interpreter = new Interpreter(
                dependencies.time(), new ExternalCalls(tasks, integrations.objects()), dependencies.ids(), observer());
        StepFunctionsDependencies runtime = new StepFunctionsDependencies(
                plan.account(),
                interpreter,
                tasks,
                dependencies.time(),
                dependencies.ids(),
                dependencies.hooks().testCases(),
                store,
                plan.checked().parsed());
        return new StepFunctions(runtime, plan.options().retention());
    }

    private Observer observer() {
        Observer hook = dependencies.hooks().observer();
        Observer log = dependencies.log().isOff() ? Observer.NONE : new ExecutionLog(dependencies.log());
        boolean isSilent =
                dependencies.log().isOff() && !plan.servers().console().isOpen();
        return isSilent ? hook : hook.and(log); // the console shows histories: a pair of observers is not NONE
    }
}
