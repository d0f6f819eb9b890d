// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.access.AccessGuard;
import dev.stepgate.local.access.AccessOptions;
import dev.stepgate.local.access.AllowedHosts;
import dev.stepgate.local.access.AllowedOrigins;
import dev.stepgate.local.apigateway.ApiAddress;
import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.RequestIds;
import dev.stepgate.local.apigateway.http.HttpApiGateway;
import dev.stepgate.local.apigateway.rest.RestGateway;
import dev.stepgate.local.apigateway.websocket.WebSocketConnections;
import dev.stepgate.local.apigateway.websocket.WebSocketGateway;
import dev.stepgate.local.asl.run.ExternalCalls;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.Acknowledgements;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsEndpoint;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.aws.SecurityTokens;
import dev.stepgate.local.console.ConsoleParts;
import dev.stepgate.local.dynamodb.stream.StreamEventSources;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.http.WebSocketHandler.Admission;
import dev.stepgate.local.integration.ServiceIntegrations;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.log.LogEvent.Server;
import dev.stepgate.local.s3.S3Endpoint;
import dev.stepgate.local.sns.Topics;
import dev.stepgate.local.sqs.EventSources;
import dev.stepgate.local.sqs.Queues;
import dev.stepgate.local.stepfunctions.ExecutionsToResume;
import dev.stepgate.local.stepfunctions.StepFunctions;
import dev.stepgate.local.stepfunctions.StepFunctionsDependencies;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.targets.ServiceTargets;
import dev.stepgate.local.targets.Targets;
import dev.stepgate.local.template.Resource;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// The resources of a template from one start or reset to the next: every service, with only the
/// template's own resources in it, and the gateways in front of them. The one place where languages
/// and devices meet.
final class Deployment implements AutoCloseable {
    private volatile Plan plan;
    private final RuntimeDependencies dependencies;
    private final Store store;
    private final Acknowledgements acknowledgements;
    private final Optional<Interpreter.Resumed> resumed;
    private final DeferredBackends backends = new DeferredBackends();
    private final Functions functions;
    private final TemplateResources resources;
    private final DeployedResources deployed;
    private final WebSocketConnections connections;
    private final RequestSequencer sequencer;
    private final RecentTraffic recent;
    private final Map<String, HttpHandler> apis = new ConcurrentSkipListMap<>();

    /// The parameters that all deployments of a runtime share.
    record Plan(CheckedTemplate checked, Account account, Servers servers, RuntimeOptions options) {
        Plan with(CheckedTemplate other) {
            return new Plan(other, account, servers, options);
        }
    }

    /// Makes a deployment with functions that have not been called yet.
    Deployment(Plan plan, RuntimeDependencies dependencies, Store store) {
        this(plan, dependencies, store, functions(plan, dependencies, store));
    }

    private Deployment(Plan plan, RuntimeDependencies dependencies, Store store, Functions functions) {
        this.plan = plan;
        this.dependencies = dependencies;
        this.store = store;
        this.acknowledgements = StoreAcknowledgements.of(store, dependencies.time());
        this.functions = functions;
        answerFor(plan.checked());
        this.connections = new WebSocketConnections(dependencies.ids()::random);
        this.sequencer = new RequestSequencer(dependencies.time(), functions);
        this.recent = RecentTraffic.of(plan.servers().console(), dependencies.time());
        recent.keep(functions, connections);
        Queues queues = new Queues(
                plan.account(),
                dependencies.time(),
                () -> URI.create(plan.servers().queues()),
                dependencies.ids()::uuid,
                store);
        Topics topics = new Topics(
                plan.account(), List.of(queues, functions), dependencies.time(), dependencies.ids()::uuid, store);
        queues.watch(dependencies.hooks().messaging().queues());
        topics.watch(dependencies.hooks().messaging().topics());
        StepFunctions states = stepFunctions();
        backends.add(functions);
        backends.add(queues);
        backends.add(topics);
        backends.add(states);
        backends.endsOfExecutions(states::endOf);
        backends.add(new SecurityTokens(plan.account()));
        Targets targets = new ServiceTargets(backends::service, dependencies.ids()::uuid);
        TemplateServices services = TemplateServices.of(
                plan.account(),
                targets,
                new TemplateServices.Beginning(dependencies.time(), dependencies.ids(), store));
        EventDeliveries deliveries = new EventDeliveries(targets, services.events());
        services.all().forEach(backends::add);
        backends.add(services.events());
        services.buckets().watch(deliveries);
        functions.deliverTo(deliveries);
        states.watch(new ExecutionEvents(services.events()));
        backends.add(new S3Endpoint(services.buckets(), dependencies.ids()::uuid));
        backends.add(connections);
        backends.addUpstreams(plan.options());
        resources = new TemplateResources(
                queues,
                topics,
                states,
                services,
                new EventSources(queues, functions, dependencies.time()),
                new StreamEventSources(functions, dependencies.time(), dependencies.ids()::uuid, deliveries, store),
                dependencies.ids());
        deployed = new DeployedResources(store, resources);
        try {
            deployed.deploy(plan.checked().template());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        Optional<ExecutionsToResume> before = store.keeps() ? Optional.of(states.restore()) : Optional.empty();
        serve();
        plan.servers()
                .console()
                .serve(
                        new AllowedHosts(plan.options().access().hosts()),
                        new RefusalLog(dependencies.log(), dependencies.time(), Server.CONSOLE),
                        () -> consoleParts(states, queues));
        resumed = before.map(ExecutionsToResume::resume);
        resources.resume();
        functions.resume();
    }

    /// The executions that were resumed from a folder of data; empty when the runtime has none.
    Optional<Interpreter.Resumed> resumed() {
        return resumed;
    }

    private void answerFor(CheckedTemplate checked) {
        functions.answeredBy(new FunctionsNotHere(dependencies.hooks().functions(), checked.functionsNotHere()));
    }

    /// Replaces the template. The servers of its APIs are listening already, and those of removed APIs
    /// still are. Everything that is running continues.
    TemplateUpdate update(CheckedTemplate next) {
        TemplateChanges changes = TemplateChanges.between(plan.checked(), next);
        plan = plan.with(next);
        answerFor(next);
        functions.become(next.functions());
        TemplateUpdate update = store.together(() -> {
            deployed.keep(next.template());
            return new ResourceUpdates(resources).apply(changes);
        });
        if (changes.concernApis()) {
            serve();
        }
        return update;
    }

    /// Ends running functions within that time. Returns true if any were running.
    boolean interrupt(Duration patience) {
        closeSources();
        return functions.interrupt(patience);
    }

    /// Makes the same resources afresh, with other dependencies and with the functions' loaded
    /// classes. This deployment is then closed.
    Deployment again(RuntimeDependencies next, Store emptied) {
        closeSources();
        return new Deployment(plan, next, emptied, functions.again(next.time(), next.log(), emptied));
    }

    private void closeSources() {
        resources.eventSources().close();
        resources.streamSources().close();
    }

    private static Functions functions(Plan plan, RuntimeDependencies dependencies, Store store) {
        return new Functions(
                plan.checked().functions(), dependencies.time(), dependencies.log(), awsEndpoint(plan), store);
    }

    private static Supplier<URI> awsEndpoint(Plan plan) {
        return () -> URI.create(plan.servers().aws());
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
                store);
        return new StepFunctions(runtime, plan.options().retention());
    }

    private Observer observer() {
        Observer hook = dependencies.hooks().observer();
        Observer log = dependencies.log().isOff() ? Observer.NONE : new ExecutionLog(dependencies.log());
        boolean isSilent =
                dependencies.log().isOff() && !plan.servers().console().isOpen();
        return isSilent ? hook : hook.and(log); // the console shows histories: a pair of observers is not NONE
    }

    private void serve() {
        AwsEndpoint awsEndpoint =
                new AwsEndpoint(backends.services().values(), dependencies.ids()::uuid, acknowledgements);
        functions.reach(apiNames());
        plan.servers().serveAws(guard(Server.AWS_ENDPOINT).aws(sequencer.requests(logged(awsEndpoint))));
        TracedCalls calls = new TracedCalls(awsEndpoint, dependencies.time(), dependencies.ids());
        GatewayDependencies gateways = new GatewayDependencies(
                request -> calls.call(request.service(), request.http()),
                dependencies.time(),
                new RequestIds.RandomIds(dependencies.ids()::random),
                LoggerFactory.getLogger("access")::info,
                dependencies.log(),
                recent.requests());
        plan.checked()
                .restApis()
                .forEach((logicalId, stages) -> serve(
                        Server.REST_API,
                        logicalId,
                        stages.stream().map(api -> api.stage().address()).findFirst(),
                        new RestGateway(stages, gateways)));
        plan.checked()
                .httpApis()
                .forEach((logicalId, stages) -> serve(
                        Server.HTTP_API,
                        logicalId,
                        stages.stream().map(api -> api.stage().address()).findFirst(),
                        new HttpApiGateway(stages, gateways)));
        plan.checked().template().all(Resource.WebSocketApi.class).stream()
                .filter(api -> api.stages().isEmpty())
                .forEach(this::refuse);
        WebSocketGateway.GatewayParts webSockets =
                new WebSocketGateway.GatewayParts(calls::call, dependencies.time(), connections, dependencies.log());
        plan.checked().webSocketApis().forEach((logicalId, api) -> {
            WebSocketGateway gateway = WebSocketGateway.of(api, webSockets);
            backends.add(api.stage().apiId(), gateway);
            AccessGuard guard = guard(Server.WEB_SOCKET_API);
            plan.servers()
                    .serveWebSocket(
                            logicalId,
                            guard.webSocket(sequencer.openings(gateway)),
                            guard.aws(sequencer.requests(gateway)));
        });
    }

    /// APIs that are deployed to no stage answer as API Gateway does where there is nothing.
    private void refuse(Resource.WebSocketApi api) {
        HttpResponse forbidden = HttpResponse.of(403, "application/json", "{\"message\":\"Forbidden\"}");
        AccessGuard guard = guard(Server.WEB_SOCKET_API);
        plan.servers()
                .serveWebSocket(
                        api.logicalId(),
                        guard.webSocket(_ -> CompletableFuture.completedFuture(new Admission.Refused(forbidden))),
                        guard.aws(_ -> CompletableFuture.completedFuture(forbidden)));
    }

    /// Returns host and port of each API by its name on AWS.
    private Map<String, String> apiNames() {
        Map<String, String> names = new HashMap<>();
        plan.checked()
                .restApis()
                .forEach((logicalId, stages) -> stages.stream()
                        .limit(1)
                        .forEach(api -> names.put(api.stage().address().domainName(), authority(logicalId))));
        plan.checked()
                .httpApis()
                .forEach((logicalId, stages) -> stages.stream()
                        .limit(1)
                        .forEach(api -> names.put(api.stage().address().domainName(), authority(logicalId))));
        plan.checked()
                .webSocketApis()
                .forEach((logicalId, api) -> names.put(api.stage().domainName(), authority(logicalId)));
        return names;
    }

    private String authority(String logicalId) {
        return URI.create(plan.servers().api(logicalId)).getAuthority();
    }

    private AccessGuard guard(Server server) {
        AccessOptions access = plan.options().access();
        Set<String> origins = new TreeSet<>(ConfiguredOrigins.of(plan.checked().template()));
        access.origins().forEach(origin -> origins.add(origin.toLowerCase(Locale.ROOT)));
        return new AccessGuard(
                new AllowedHosts(access.hosts()),
                new AllowedOrigins(origins, plan.servers()::listenOn),
                new RefusalLog(dependencies.log(), dependencies.time(), server));
    }

    private HttpHandler logged(AwsEndpoint endpoint) {
        return dependencies.log().isOff() && recent.aws().isOff()
                ? endpoint
                : new AwsEndpointLog(endpoint, dependencies.log(), recent.aws(), dependencies.time());
    }

    /// @param address of the API's stages; empty for an API that is deployed to none
    private void serve(Server server, String logicalId, Optional<ApiAddress> address, HttpHandler gateway) {
        address.ifPresent(known -> backends.add(known.apiId(), gateway));
        HttpHandler admitted =
                sequencer.requests(address.map(known -> named(known, gateway)).orElse(gateway));
        apis.put(logicalId, admitted);
        plan.servers().serveRest(logicalId, guard(server).api(admitted));
    }

    private HttpHandler named(ApiAddress api, HttpHandler gateway) {
        return switch (plan.options().naming()) {
            case LOCAL -> gateway;
            case AWS -> request -> gateway.handle(request.with(request.headers().with("Host", api.domainName())));
        };
    }

    /// Calls an operation of a service, in turn with all other requests from outside.
    CompletionStage<JsonNode> call(String service, String operation, JsonNode input) {
        AwsService called =
                backends.service(service).orElseThrow(() -> new IllegalArgumentException("no service " + service));
        return sequencer.admitted(() -> {
            AwsCall call = new AwsCall(operation, input, dependencies.ids().uuid());
            return acknowledgements.of(operation, () -> called.call(call));
        });
    }

    RequestSequencer sequencer() {
        return sequencer;
    }

    private ConsoleParts consoleParts(StepFunctions states, Queues queues) {
        return new ConsoleParts(
                this::served,
                new ConsoleParts.Services(this::call, states, queues, apis),
                recent.forConsole(connections),
                dependencies.time());
    }

    private ConsoleParts.Served served() {
        CheckedTemplate checked = plan.checked();
        Map<String, String> urls = new TreeMap<>();
        Stream.of(checked.restApis(), checked.httpApis(), checked.webSocketApis())
                .flatMap(each -> each.keySet().stream())
                .forEach(id -> urls.put(id, plan.servers().api(id)));
        return new ConsoleParts.Served(
                checked.template(), plan.options().template(), plan.servers().aws(), urls);
    }

    DeferredBackends backends() {
        return backends;
    }

    /// Closes everything; running functions are interrupted, and their classes released.
    @Override
    public void close() {
        closeSources();
        functions.close();
    }
}
