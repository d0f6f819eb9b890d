// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.aws.ServiceModel;
import dev.stepgate.local.aws.UpstreamService;
import dev.stepgate.local.events.EventBridge;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.integration.Backends;
import dev.stepgate.local.integration.ConnectionData;
import dev.stepgate.local.lambda.Functions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The services, APIs and functions that Task states can reach. The interpreter needs its tasks before
/// functions and services exist, so these are filled in afterwards; none is used before a task runs.
public final class DeferredBackends implements Backends {
    private final Map<String, AwsService> services = new HashMap<>();
    private final Map<String, HttpHandler> apis = new ConcurrentHashMap<>();
    private @Nullable Functions functions;
    private @Nullable EventBridge connections;
    private @Nullable Function<String, CompletionStage<JsonNode>> ends;

    void add(AwsService service) {
        services.put(service.name(), service);
    }

    /// Adds the services that run elsewhere; they take the place of those here.
    void addUpstreams(RuntimeOptions options) {
        options.upstreams()
                .forEach((name, url) -> add(new UpstreamService(ServiceModel.of(name), url, options.region())));
    }

    void add(Functions added) {
        functions = added;
        add((AwsService) added);
    }

    /// @param apiId the first label of the API's host name
    void add(String apiId, HttpHandler api) {
        apis.put(apiId, api);
    }

    void endsOfExecutions(Function<String, CompletionStage<JsonNode>> source) {
        ends = source;
    }

    /// Adds the connections that `http:invoke` names.
    void add(EventBridge events) {
        connections = events;
        add((AwsService) events);
    }

    Map<String, AwsService> services() {
        return Map.copyOf(services);
    }

    @Override
    public Functions functions() {
        return Objects.requireNonNull(functions, "functions");
    }

    @Override
    public Optional<AwsService> service(String name) {
        return Optional.ofNullable(services.get(name));
    }

    /// Returns the API for a host such as `ID.execute-api.REGION.amazonaws.com`, which names it by its
    /// id.
    @Override
    public Optional<HttpHandler> api(String host) {
        return Optional.ofNullable(apis.get(host.split("[.:]", 2)[0]));
    }

    @Override
    public Optional<CompletionStage<ConnectionData>> connection(String arn) {
        return Optional.ofNullable(connections)
                .flatMap(events -> events.connection(arn))
                .map(added -> added.thenApply(data -> new ConnectionData(data.headers(), data.query(), data.body())));
    }

    @Override
    public void unauthorized(String connectionArn) {
        Objects.requireNonNull(connections, "connections").unauthorized(connectionArn);
    }

    @Override
    public CompletionStage<JsonNode> endOfExecution(String executionArn) {
        return Objects.requireNonNull(ends, "ends").apply(executionArn);
    }
}
