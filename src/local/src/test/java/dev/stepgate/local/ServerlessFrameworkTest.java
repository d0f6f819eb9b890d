// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.FunctionProject;
import dev.stepgate.local.log.RuntimeLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The documented events of the Serverless Framework's plugin for Step Functions, in the shape in which it
/// packages them.
class ServerlessFrameworkTest {
    private static final Path TEMPLATE =
            Path.of("src/test/resources/dev/stepgate/local/runtime/serverless-framework.yaml");

    @TempDir
    private static Path folder;

    private static LocalRuntime runtime;
    private static HttpClient client;
    private static String execution;

    @BeforeAll
    static void start() throws Exception {
        try (FunctionProject project = new FunctionProject(folder)) {
            project.source("""
                    public class Door { public Map<String, Object> handle(Map<String, Object> event) {
                      return Map.of("principalId", "user", "policyDocument", Map.of("Version", "2012-10-17", "Statement",
                        List.of(Map.of("Action", "execute-api:Invoke", "Effect", event.get("authorizationToken"),
                          "Resource", event.get("methodArn"))))); } }""");
        }
        Path template = Files.copy(TEMPLATE, folder.resolve("template.yaml"));
        runtime = LocalRuntime.start(RuntimeOptions.of(template), RuntimeDependencies.real(RuntimeLog.NONE));
        client = HttpClient.newHttpClient();
        JsonNode body = Json.parse("{\"who\": \"it's\"}");
        execution = Json.parse(
                        send("/start", body, Json.mapper().createObjectNode()).body())
                .path("executionArn")
                .asText();
        runtime.endOfExecution(execution).toCompletableFuture().join();
    }

    @AfterAll
    static void stop() {
        runtime.close();
        client.close();
    }

    static Stream<Arguments> requests() {
        return Cases.of(LocalRuntime.class, "runtime/serverless-framework.jsonl");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void anEventOfThePluginIsServed(String ignoredName, JsonNode row) throws Exception {
        HttpResponse<String> answer = send(row.path("path").asText(), row.path("body"), row.path("headers"));

        assertThat(answer.statusCode())
                .as(answer.body())
                .isEqualTo(row.path("status").asInt());
        assertThat(answer.body()).contains(row.path("has").asText());
    }

    private static HttpResponse<String> send(String path, JsonNode body, JsonNode headers)
            throws IOException, InterruptedException {
        String text = Json.write(body).replace("\"ARN\"", "\"" + execution + "\"");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(runtime.api("Api") + "/dev" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(text));
        headers.properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
