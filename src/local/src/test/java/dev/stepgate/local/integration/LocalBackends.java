// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.lambda.Functions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The services, functions and APIs that a test sets.
final class LocalBackends implements Backends {

    private final Map<String, AwsService> services = new HashMap<>();
    private final Map<String, HttpHandler> apis = new HashMap<>();
    private final Map<String, CompletableFuture<JsonNode>> executions = new HashMap<>();
    private final Map<String, ConnectionData> connections = new HashMap<>();
    private final Functions functions;

    LocalBackends(Functions functions) {
        this.functions = functions;
        add(functions);
    }

    LocalBackends add(AwsService service) {
        services.put(service.name(), service);
        return this;
    }

    LocalBackends api(String host, HttpHandler handler) {
        apis.put(host, handler);
        return this;
    }

    LocalBackends connection(String arn, ConnectionData data) {
        connections.put(arn, data);
        return this;
    }

    CompletableFuture<JsonNode> execution(String arn) {
        return executions.computeIfAbsent(arn, _ -> new CompletableFuture<>());
    }

    @Override
    public Functions functions() {
        return functions;
    }

    @Override
    public Optional<AwsService> service(String name) {
        return Optional.ofNullable(services.get(name));
    }

    @Override
    public Optional<HttpHandler> api(String host) {
        return Optional.ofNullable(apis.get(host));
    }

    @Override
    public Optional<CompletionStage<ConnectionData>> connection(String arn) {
        return Optional.ofNullable(connections.get(arn)).map(CompletableFuture::completedStage);
    }

    @Override
    public void unauthorized(String connectionArn) {
        connections.remove(connectionArn);
    }

    @Override
    public CompletionStage<JsonNode> endOfExecution(String executionArn) {
        return execution(executionArn);
    }
}
