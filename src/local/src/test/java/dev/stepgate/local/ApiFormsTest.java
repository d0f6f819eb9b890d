// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.FunctionProject;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.test.WebSocketClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What an API integrates acts on a request, whatever the form in which the API is written: the events, documents
/// and resources of SAM and CloudFormation. REST and WebSocket APIs integrate every service; HTTP APIs have
/// [subtypes](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html)
/// for workflows, queues and buses; SAM's events integrate functions and workflows.
class ApiFormsTest {
    private static final List<String> ALL = List.of("function", "machine", "queue", "topic", "table", "bucket", "bus");
    private static final List<String> OF_HTTP = List.of("function", "machine", "queue", "bus");
    private static final Map<String, String> QUEUES = Map.of("queue", "Queue", "topic", "Told", "bus", "Heard");

    private static final Set<String> RECEIVED = ConcurrentHashMap.newKeySet();

    @TempDir
    private static Path folder;

    private static LocalRuntime runtime;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        try (FunctionProject project = new FunctionProject(folder)) {
            project.source("""
                    public class Echo {
                      static final List<Object> BODIES = Collections.synchronizedList(new ArrayList<>());
                      public Object handle(Map<String, Object> event) {
                        if (event.isEmpty()) { return BODIES; }
                        BODIES.add(event.get("body"));
                        return Map.of("statusCode", 200, "body", event.get("body")); } }""");
        }
        runtime = LocalRuntime.start(
                RuntimeOptions.of(new ApiForms(folder).write()), RuntimeDependencies.real(RuntimeLog.NONE));
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        runtime.close();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                        of("ServerlessRestApi", "/Prod", List.of("function", "machine")),
                        of("Explicit", "/v1", List.of("function", "machine")),
                        of("Body3", "/v1", ALL),
                        of("Body2", "/v1", ALL),
                        of("Included", "/v1", ALL),
                        of("Uri", "/v1", ALL),
                        of("Import", "/v1", ALL),
                        of("Methods", "/v1", ALL),
                        of("ServerlessHttpApi", "", List.of("function")),
                        of("ExplicitHttp", "", List.of("function")),
                        of("HttpBody", "", OF_HTTP),
                        of("HttpUri", "", OF_HTTP),
                        of("HttpImport", "", OF_HTTP),
                        of("Routes", "", OF_HTTP))
                .flatMap(form -> form);
    }

    static Stream<Arguments> messages() {
        return Stream.of(of("Sockets", "/default", List.of("function")), of("Socket", "/v1", ALL))
                .flatMap(form -> form);
    }

    private static Stream<Arguments> of(String api, String stage, List<String> targets) {
        return targets.stream().map(target -> Arguments.of(api, stage, target));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("requests")
    void aRequestReachesWhatItsApiIntegrates(String api, String stage, String target) throws Exception {
        String id = api + "-" + target;
        HttpRequest request = HttpRequest.newBuilder(URI.create(runtime.api(api) + stage + "/" + target))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"id\":\"" + id + "\"}"))
                .build();

        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        await().until(() -> seen(target).contains("\"" + id + "\""));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("messages")
    void aMessageReachesWhatItsApiIntegrates(String api, String stage, String target) {
        String id = api + "-" + target;
        try (WebSocketClient socket = WebSocketClient.open(URI.create(runtime.api(api) + stage))) {
            socket.send("{\"action\":\"" + target + "\",\"id\":\"" + id + "\"}");

            await().until(() -> seen(target).contains("\"" + id + "\""));
        }
    }

    /// Returns everything that a target has received, as one text.
    private static String seen(String target) {
        return switch (target) {
            case "function" ->
                base64(call("lambda", "Invoke", "{'FunctionName':'stepgate-Echo','Payload':'e30='}"), "Payload")
                        .replace("\\", "");
            case "machine" -> inputs();
            case "table" ->
                call("dynamodb", "Scan", "{'TableName':'stepgate-Table'}").toString();
            case "bucket" -> object();
            default -> received(QUEUES.getOrDefault(target, target));
        };
    }

    private static String object() {
        boolean there = !call("s3", "ListObjectsV2", "{'Bucket':'stepgate-bucket'}")
                .path("Contents")
                .isEmpty();
        return there ? base64(call("s3", "GetObject", "{'Bucket':'stepgate-bucket','Key':'object'}"), "Body") : "";
    }

    private static String inputs() {
        StringBuilder inputs = new StringBuilder();
        call(
                        "states",
                        "ListExecutions",
                        "{'stateMachineArn':'arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-Machine'}")
                .path("executions")
                .findValuesAsText("executionArn")
                .forEach(arn -> inputs.append(call("states", "DescribeExecution", "{'executionArn':'" + arn + "'}")
                        .path("input")
                        .asText()));
        return inputs.toString();
    }

    private static String received(String queue) {
        call(
                        "sqs",
                        "ReceiveMessage",
                        "{'QueueUrl':'http://x/123456789012/stepgate-" + queue + "','MaxNumberOfMessages':10}")
                .path("Messages")
                .findValuesAsText("Body")
                .forEach(RECEIVED::add);
        return String.join("\n", RECEIVED);
    }

    private static String base64(JsonNode answer, String member) {
        return new String(Base64.getDecoder().decode(answer.path(member).asText()), StandardCharsets.UTF_8);
    }

    private static JsonNode call(String service, String operation, String input) {
        return runtime.call(service, operation, Json.parse(input.replace('\'', '"')))
                .toCompletableFuture()
                .join();
    }
}
