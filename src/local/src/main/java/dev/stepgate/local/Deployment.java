// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsEndpoint;
import dev.stepgate.local.aws.SecurityTokens;
import dev.stepgate.local.gateway.rest.ApiAddress;
import dev.stepgate.local.gateway.rest.HttpApiGateway;
import dev.stepgate.local.gateway.rest.RestGateway;
import dev.stepgate.local.gateway.websocket.WebSocketConnections;
import dev.stepgate.local.gateway.websocket.WebSocketGateway;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.integration.Integrations;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.queue.EventSource;
import dev.stepgate.local.queue.EventSources;
import dev.stepgate.local.queue.Queues;
import dev.stepgate.local.states.Retention;
import dev.stepgate.local.states.Runtime;
import dev.stepgate.local.states.StepFunctions;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// The resources of a template from one beginning on: every service with nothing in it but what the template
/// creates, and the gateways before them. The one place where languages and devices meet.
final class Deployment implements AutoCloseable {
    private final Plan plan;
    private final Host host;
    private final Wiring wiring = new Wiring();
    private final Functions functions;
    private final EventSources eventSources;
    private final WebSocketConnections connections;
    private final InTurn inTurn;

    /// What every deployment of a runtime is made of.
    record Plan(Blueprint blueprint, Account account, Servers servers, RuntimeOptions.Naming naming) {}

    /// With functions that have not been called yet.
    Deployment(Plan plan, Host host) {
        this(plan, host, functions(plan, host));
    }

    private Deployment(Plan plan, Host host, Functions functions) {
        this.plan = plan;
        this.host = host;
        this.functions = functions;
        functions.answeredBy(host.instruments().functions());
        this.connections = new WebSocketConnections(host.ids()::chance);
        this.inTurn = new InTurn(host.time(), functions);
        Queues queues = new Queues(
                plan.account(), host.time(), () -> URI.create(plan.servers().queues()), host.ids()::uuid);
        Topics topics = new Topics(plan.account(), List.of(queues, functions), host.time(), host.ids()::uuid);
        queues.watch(host.instruments().messaging().queues());
        topics.watch(host.instruments().messaging().topics());
        StepFunctions states = stepFunctions();
        wiring.add(functions);
        wiring.add(queues);
        wiring.add(topics);
        wiring.add(states);
        wiring.endsOfExecutions(states::endOf);
        wiring.add(new SecurityTokens(plan.account()));
        wiring.add(connections);
        eventSources = new EventSources(queues, functions, host.time());
        try {
            createMessaging(queues, topics);
            new Workflows(states, host.ids()).create(plan.blueprint().template());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        serve(new AwsEndpoint(wiring.services().values(), host.ids()::uuid));
    }

    /// Ends what runs in functions, within so much time; whether anything ran.
    boolean interrupt(Duration patience) {
        eventSources.close();
        return functions.interrupt(patience);
    }

    /// The same resources anew, in another host, with the functions' classes as they are loaded. This one is over
    /// then.
    Deployment again(Host next) {
        eventSources.close();
        return new Deployment(plan, next, functions.again(next.time(), next.log()));
    }

    private static Functions functions(Plan plan, Host host) {
        return new Functions(plan.blueprint().functions(), host.time(), host.log(), awsEndpoint(plan));
    }

    private static Supplier<URI> awsEndpoint(Plan plan) {
        return () -> URI.create(plan.servers().aws());
    }

    private StepFunctions stepFunctions() {
        Integrations integrations = new Integrations(wiring, host.time(), host.ids());
        Tasks tasks = host.instruments().tasks().apply(integrations);
        Interpreter interpreter = new Interpreter(
                host.time(), tasks, host.ids(), host.instruments().observer());
        Runtime runtime = new Runtime(
                plan.account(),
                interpreter,
                tasks,
                host.time(),
                host.ids(),
                host.instruments().testCases());
        return new StepFunctions(runtime, Retention.DEFAULT);
    }

    private void createMessaging(Queues queues, Topics topics) {
        Template template = plan.blueprint().template();
        template.all(Resource.Queue.class).forEach(queue -> queues.create(queue.name(), queue.attributes()));
        template.all(Resource.Topic.class).forEach(topic -> topics.create(topic.name(), topic.attributes()));
        template.all(Resource.Subscription.class)
                .forEach(subscription -> topics.subscribe(
                        subscription.topicArn(),
                        subscription.protocol(),
                        subscription.endpoint(),
                        subscription.attributes()));
        template.all(Resource.EventSourceMapping.class).forEach(mapping -> eventSources.add(eventSource(mapping)));
    }

    private static EventSource eventSource(Resource.EventSourceMapping mapping) {
        return new EventSource(
                mapping.queueArn(),
                mapping.function(),
                mapping.batchSize(),
                mapping.batchingWindow(),
                mapping.reportBatchItemFailures()
                        ? EventSource.Answer.REPORT_BATCH_ITEM_FAILURES
                        : EventSource.Answer.ALL_OR_NOTHING);
    }

    private void serve(AwsEndpoint awsEndpoint) {
        plan.servers().serveAws(inTurn.requests(awsEndpoint));
        TracedCalls calls = new TracedCalls(awsEndpoint, host.time(), host.ids());
        plan.blueprint().restApis().forEach((logicalId, stages) -> {
            RestGateway gateway = new RestGateway(
                    stages, request -> calls.call(request.service(), request.http()), host.time(), host.ids()::chance);
            serve(logicalId, stages.getFirst().stage().address(), gateway);
        });
        plan.blueprint().httpApis().forEach((logicalId, stages) -> {
            HttpApiGateway gateway = new HttpApiGateway(
                    stages, request -> calls.call(request.service(), request.http()), host.time(), host.ids()::chance);
            serve(logicalId, stages.getFirst().stage().address(), gateway);
        });
        plan.blueprint().webSocketApis().forEach((logicalId, api) -> {
            WebSocketGateway gateway = new WebSocketGateway(api, calls::call, host.time(), connections);
            wiring.add(api.stage().apiId(), gateway);
            plan.servers().serveWebSocket(logicalId, inTurn.openings(gateway), inTurn.requests(gateway));
        });
    }

    private void serve(String logicalId, ApiAddress address, HttpHandler gateway) {
        wiring.add(address.apiId(), gateway);
        plan.servers().serveRest(logicalId, inTurn.requests(named(address, gateway)));
    }

    private HttpHandler named(ApiAddress api, HttpHandler gateway) {
        return switch (plan.naming()) {
            case LOCAL -> gateway;
            case AWS -> request -> gateway.handle(request.with(request.headers().with("Host", api.domainName())));
        };
    }

    InTurn inTurn() {
        return inTurn;
    }

    Wiring wiring() {
        return wiring;
    }

    /// What runs in functions is interrupted; their classes are given up.
    @Override
    public void close() {
        eventSources.close();
        functions.close();
    }
}
