// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsEndpoint;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.SecurityTokens;
import dev.stepgate.local.gateway.rest.RestApi;
import dev.stepgate.local.gateway.rest.RestGateway;
import dev.stepgate.local.gateway.websocket.WebSocketConnections;
import dev.stepgate.local.gateway.websocket.WebSocketGateway;
import dev.stepgate.local.integration.Integrations;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.lambda.Invocation;
import dev.stepgate.local.lambda.InvokeRequest;
import dev.stepgate.local.queue.EventSource;
import dev.stepgate.local.queue.EventSources;
import dev.stepgate.local.queue.Queues;
import dev.stepgate.local.states.Retention;
import dev.stepgate.local.states.Runtime;
import dev.stepgate.local.states.StepFunctions;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Stack;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.template.TemplateFile;
import dev.stepgate.local.topic.Topics;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Everything a template describes, running in this JVM. The one place where languages and devices meet.
public final class LocalRuntime implements AutoCloseable {
    private final Host host;
    private final Servers servers;
    private final Blueprint blueprint;
    private final Account account;
    private final Wiring wiring;
    private final WebSocketConnections connections = new WebSocketConnections();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private LocalRuntime(Host host, Servers servers, Blueprint blueprint, Parts parts) {
        this.host = host;
        this.servers = servers;
        this.blueprint = blueprint;
        this.account = parts.account();
        this.wiring = parts.wiring();
        open.push(servers);
        wire(parts.integrations());
    }

    private record Parts(Account account, Wiring wiring, Integrations integrations) {}

    /// Reads the template, listens and serves.
    ///
    /// @throws TemplateException with everything that is wrong with the template; nothing listens then
    /// @throws dev.stepgate.local.http.ListenException when a port is in use; nothing listens then
    public static LocalRuntime start(RuntimeOptions options, Host host) {
        Stack stack = Stack.in(options.region());
        TemplateFile file = TemplateFile.read(options.template(), options.parameters(), stack);
        if (!file.restApis().isEmpty()) {
            Thread.ofPlatform().daemon().name("prepare").start(RestApi::prepare);
        }
        Wiring wiring = new Wiring();
        Integrations integrations = new Integrations(wiring, host.time(), host.ids());
        Servers servers = Servers.open(options.ports(), file.restApis(), file.webSocketApis());
        try {
            Blueprint blueprint = new BlueprintReader(options, integrations).read(file.resolve(servers));
            Account account = new Account(stack.partition(), stack.region(), stack.accountId());
            return new LocalRuntime(host, servers, blueprint, new Parts(account, wiring, integrations));
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private void wire(Integrations integrations) {
        Supplier<URI> awsEndpoint = () -> URI.create(servers.aws());
        Functions functions = new Functions(blueprint.functions(), host.time(), host.log(), awsEndpoint);
        Queues queues = new Queues(account, host.time(), awsEndpoint, host.ids()::uuid);
        Topics topics = new Topics(account, List.of(queues, functions), host.time(), host.ids()::uuid);
        StepFunctions states = stepFunctions(integrations);
        wiring.add(functions);
        wiring.add(queues);
        wiring.add(topics);
        wiring.add(states);
        wiring.endsOfExecutions(states::endOf);
        wiring.add(new SecurityTokens(account));
        wiring.add(connections);
        open.push(functions);
        createMessaging(queues, topics, functions);
        createMachines(states);
        serve(new AwsEndpoint(wiring.services().values()));
    }

    private StepFunctions stepFunctions(Integrations integrations) {
        Tasks tasks = host.instruments().tasks().apply(integrations);
        Interpreter interpreter = new Interpreter(
                host.time(), tasks, host.ids(), host.instruments().observer());
        Runtime runtime = new Runtime(account, interpreter, tasks, host.time(), host.ids());
        return new StepFunctions(runtime, Retention.DEFAULT);
    }

    private void createMessaging(Queues queues, Topics topics, Functions functions) {
        Template template = blueprint.template();
        template.all(Resource.Queue.class).forEach(queue -> queues.create(queue.name(), queue.attributes()));
        template.all(Resource.Topic.class).forEach(topic -> topics.create(topic.name(), topic.attributes()));
        template.all(Resource.Subscription.class)
                .forEach(subscription -> topics.subscribe(
                        subscription.topicArn(),
                        subscription.protocol(),
                        subscription.endpoint(),
                        subscription.attributes()));
        EventSources sources = new EventSources(queues, functions, host.time());
        open.push(sources);
        template.all(Resource.EventSourceMapping.class).forEach(mapping -> sources.add(eventSource(mapping)));
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

    private void createMachines(StepFunctions states) {
        Template template = blueprint.template();
        template.all(Resource.Activity.class)
                .forEach(activity -> create(states, "CreateActivity", members("name", activity.name())));
        for (Resource.StateMachine machine : template.all(Resource.StateMachine.class)) {
            ObjectNode input = members("name", machine.name());
            input.put("definition", machine.definition().text());
            input.put("roleArn", machine.roleArn());
            input.put("type", machine.type().name());
            create(states, "CreateStateMachine", input);
            machine.aliases().forEach(alias -> publish(states, machine.arn(), alias));
        }
    }

    private void publish(StepFunctions states, String machineArn, String alias) {
        JsonNode version = create(states, "PublishStateMachineVersion", members("stateMachineArn", machineArn));
        ObjectNode input = members("name", alias);
        input.withArray("/routingConfiguration")
                .addObject()
                .put(
                        "stateMachineVersionArn",
                        version.path("stateMachineVersionArn").asText())
                .put("weight", 100);
        create(states, "CreateStateMachineAlias", input);
    }

    private JsonNode create(StepFunctions states, String operation, ObjectNode input) {
        return states.call(new AwsCall(operation, input, host.ids().uuid()))
                .toCompletableFuture()
                .join();
    }

    private static ObjectNode members(String name, String value) {
        return Json.mapper().createObjectNode().put(name, value);
    }

    private void serve(AwsEndpoint awsEndpoint) {
        servers.serveAws(awsEndpoint);
        TracedCalls calls = new TracedCalls(awsEndpoint, host.time(), host.ids());
        blueprint.restApis().forEach((logicalId, stages) -> {
            RestGateway gateway = new RestGateway(stages, request -> calls.call(request.service(), request.http()));
            wiring.add(stages.getFirst().stage().address().apiId(), gateway);
            servers.serveRest(logicalId, gateway);
        });
        blueprint.webSocketApis().forEach((logicalId, api) -> {
            WebSocketGateway gateway = new WebSocketGateway(api, calls::call, host.time(), connections);
            wiring.add(api.stage().apiId(), gateway);
            servers.serveWebSocket(logicalId, gateway);
        });
    }

    /// What was read from the template.
    public Template template() {
        return blueprint.template();
    }

    /// The AWS endpoint: `http://127.0.0.1:4566`.
    public String aws() {
        return servers.aws();
    }

    /// The region of every ARN.
    public String region() {
        return account.region();
    }

    /// The base URL of an API, without a stage.
    public String api(String logicalId) {
        return servers.api(logicalId);
    }

    /// Calls an AWS operation in this JVM.
    ///
    /// @param service `states`, `sqs`, `sns`, `lambda`, `execute-api` @return the operation's output; fails with
    /// [AwsException] when it is refused
    public CompletionStage<JsonNode> call(String service, String operation, JsonNode input) {
        return wiring.service(service)
                .orElseThrow(() -> new IllegalArgumentException("no service " + service))
                .call(new AwsCall(operation, input, host.ids().uuid()));
    }

    /// The answer of DescribeExecution, as soon as a Standard execution has ended.
    public CompletionStage<JsonNode> endOfExecution(String executionArn) {
        return wiring.endOfExecution(executionArn);
    }

    /// Calls a function.
    ///
    /// @throws AwsException when Lambda refuses the call
    public CompletionStage<Invocation> invoke(InvokeRequest request) {
        return wiring.functions().invoke(request);
    }

    /// Ends everything, in the opposite order of its beginning.
    @Override
    public void close() {
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot close " + part.getClass().getSimpleName(), e);
        }
    }
}
