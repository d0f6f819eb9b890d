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
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.Acknowledgements;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsEndpoint;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.console.ConsoleParts;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.http.WebSocketHandler.Admission;
import dev.stepgate.local.lambda.FunctionDependencies;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.log.LogEvent.Server;
import dev.stepgate.local.stepfunctions.ExecutionsToResume;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.template.Resource;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
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
/// and devices meet, with [DeployedServices].
final class Deployment implements AutoCloseable {
    private volatile Plan plan;
    private final RuntimeDependencies dependencies;
    private final Store store;
    private final Acknowledgements acknowledgements;
    private final Optional<Interpreter.Resumed> resumed;
    private final DeferredBackends backends;
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
        DeployedServices services = new DeployedServices(plan, dependencies, store, functions);
        this.backends = services.backends();
        this.resources = services.make();
        backends.add(connections);
        backends.addUpstreams(plan.options());
        deployed = new DeployedResources(store, resources);
        resumed = begin();
    }

    /// Makes the template's resources, opens the servers, and goes on with what the process before has left.
    private Optional<Interpreter.Resumed> begin() {
        try {
            deployed.deploy(plan.checked().template());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        Optional<ExecutionsToResume> before =
                store.keeps() ? Optional.of(resources.states().restore()) : Optional.empty();
        serve();
        serveConsole();
        Optional<Interpreter.Resumed> executions = before.map(ExecutionsToResume::resume);
        resources.resume();
        functions.resume();
        return executions;
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
        FunctionDependencies shared =
                new FunctionDependencies(dependencies.time(), dependencies.log(), awsEndpoint(plan));
        return new Functions(plan.checked().functions(), shared, store);
    }

    private static Supplier<URI> awsEndpoint(Plan plan) {
        return () -> URI.create(plan.servers().aws());
    }

    private void serve() {
        AwsEndpoint awsEndpoint =
                new AwsEndpoint(backends.services().values(), dependencies.ids()::uuid, acknowledgements);
        functions.reach(apiNames());
        plan.servers().serveAws(guard(Server.AWS_ENDPOINT).aws(sequencer.requests(logged(awsEndpoint))));
        TracedCalls calls = new TracedCalls(awsEndpoint, dependencies.time(), dependencies.ids());
        serveRequests(gatewayDependencies(calls));
        serveWebSockets(calls);
    }

    private GatewayDependencies gatewayDependencies(TracedCalls calls) {
        return new GatewayDependencies(
                calls,
                dependencies.time(),
                new RequestIds.RandomIds(dependencies.ids()::random),
                LoggerFactory.getLogger("access")::info,
                dependencies.log(),
                recent.requests());
    }

    /// Serves REST and HTTP APIs.
    private void serveRequests(GatewayDependencies gateways) {
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
    }

    private void serveWebSockets(TracedCalls calls) {
        plan.checked().template().all(Resource.WebSocketApi.class).stream()
                .filter(api -> api.stages().isEmpty())
                .forEach(this::refuse);
        WebSocketGateway.GatewayParts parts =
                new WebSocketGateway.GatewayParts(calls::call, dependencies.time(), connections, dependencies.log());
        plan.checked().webSocketApis().forEach((logicalId, api) -> {
            WebSocketGateway gateway = WebSocketGateway.of(api, parts);
            backends.add(api.stage().apiId(), gateway);
            AccessGuard guard = guard(Server.WEB_SOCKET_API);
            plan.servers()
                    .serveWebSocket(
                            logicalId,
                            guard.webSocket(sequencer.openings(gateway)),
                            guard.aws(sequencer.requests(gateway)));
        });
    }

    private void serveConsole() {
        plan.servers()
                .console()
                .serve(
                        new AllowedHosts(plan.options().access().hosts()),
                        new RefusalLog(dependencies.log(), dependencies.time(), Server.CONSOLE),
                        this::consoleParts);
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

    private ConsoleParts consoleParts() {
        return new ConsoleParts(
                this::served,
                new ConsoleParts.Services(this::call, resources.states(), resources.queues(), apis),
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
