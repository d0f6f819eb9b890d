// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Services that run elsewhere: the other side is a server of this test. The shapes on the wire are those of the
/// services' API models (Athena, AWS JSON 1.1 with capital letters; ECS, with small ones).
class UpstreamTest {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer elsewhere;
    private volatile int status = 200;
    private volatile String answer = "{}";

    @TempDir
    private Path folder;

    @BeforeEach
    void serve() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", this::answer);
        elsewhere.start();
    }

    @AfterEach
    void stop() {
        elsewhere.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + elsewhere.getAddress().getPort());
    }

    /// Runs one Task of an Express workflow.
    private JsonNode run(String resource, String arguments, Map<String, URI> upstreams) throws IOException {
        try (LocalRuntime runtime = start(resource, arguments, upstreams)) {
            return runtime.call(
                            "states", "StartSyncExecution", Json.parse("{\"stateMachineArn\":\"" + ARN + "Caller\"}"))
                    .toCompletableFuture()
                    .join();
        }
    }

    private LocalRuntime start(String resource, String arguments, Map<String, URI> upstreams) throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Caller:
                    Type: AWS::Serverless::StateMachine
                    Properties:
                      Type: EXPRESS
                      Definition:
                        StartAt: Call
                        States: {Call: {Type: Task, Resource: %s, Parameters: %s, End: true}}
                """.formatted(resource, arguments));
        RuntimeOptions options = RuntimeOptions.of(template).withUpstreams(upstreams);
        return LocalRuntime.start(options, RuntimeDependencies.real(RuntimeLog.NONE));
    }

    @Test
    void aTaskCallsTheServiceInItsOwnProtocol() throws IOException {
        answer = "{\"QueryExecutionId\":\"q-1\"}";

        JsonNode ended = run(
                "arn:aws:states:::aws-sdk:athena:startQueryExecution",
                "{QueryString: SELECT 1}",
                Map.of("athena", url()));

        assertThat(ended.path("output").asText()).isEqualTo("{\"QueryExecutionId\":\"q-1\"}");
        assertThat(asked)
                .containsExactly("POST / AmazonAthena.StartQueryExecution application/x-amz-json-1.1"
                        + " {\"QueryString\":\"SELECT 1\"}");
    }

    @Test
    void anOptimizedIntegrationThatWaitsForNoJobIsPassedOnToo() throws IOException {
        run("arn:aws:states:::athena:startQueryExecution", "{QueryString: SELECT 1}", Map.of("athena", url()));

        assertThat(asked).singleElement().asString().startsWith("POST / AmazonAthena.StartQueryExecution ");
    }

    @Test
    void theNamesOfMembersAreThoseOfTheServiceOnTheWireAndOfTheSdkInTheMachine() throws IOException {
        answer = "{\"tasks\":[{\"taskArn\":\"t-1\"}],\"failures\":[]}";

        JsonNode ended =
                run("arn:aws:states:::aws-sdk:ecs:runTask", "{TaskDefinition: greet, Count: 1}", Map.of("ecs", url()));

        assertThat(asked).singleElement().asString().endsWith(" {\"taskDefinition\":\"greet\",\"count\":1}");
        assertThat(ended.path("output").asText()).isEqualTo("{\"Tasks\":[{\"TaskArn\":\"t-1\"}],\"Failures\":[]}");
    }

    @Test
    void anErrorOfTheServiceFailsTheTaskByItsName() throws IOException {
        status = 400;
        answer = "{\"__type\":\"com.amazonaws.glue#EntityNotFoundException\",\"Message\":\"no job\"}";

        JsonNode ended = run("arn:aws:states:::aws-sdk:glue:startJobRun", "{JobName: nightly}", Map.of("glue", url()));

        assertThat(ended.path("error").asText()).isEqualTo("Glue.EntityNotFoundException");
        assertThat(ended.path("cause").asText()).startsWith("no job (Service: Glue, Status Code: 400, Request ID: ");
    }

    @Test
    void aServiceThatCannotBeReachedFailsTheTaskAsTheSdkDoes() throws IOException {
        elsewhere.stop(0);

        JsonNode ended = run("arn:aws:states:::aws-sdk:glue:startJobRun", "{JobName: nightly}", Map.of("glue", url()));

        assertThat(ended.path("error").asText()).isEqualTo("Glue.SdkClientException");
    }

    @Test
    void withoutAnUpstreamTheTaskIsNotHere() throws IOException {
        JsonNode ended = run("arn:aws:states:::aws-sdk:glue:startJobRun", "{JobName: nightly}", Map.of());

        assertThat(ended.path("status").asText()).isEqualTo("FAILED");
        assertThat(ended.path("error").asText()).isEqualTo("States.Runtime");
    }

    @Test
    void anUpstreamReplacesAServiceOfThisRuntime() throws IOException {
        answer = "{\"Item\":{\"id\":{\"S\":\"elsewhere\"}}}";

        JsonNode ended = run(
                "arn:aws:states:::dynamodb:getItem",
                "{TableName: things, Key: {id: {S: a}}}",
                Map.of("dynamodb", url()));

        assertThat(Json.parse(ended.path("output").asText()).at("/Item/id/S").asText())
                .isEqualTo("elsewhere");
    }

    /// Smithy's AWS query protocol: errors are XML.
    @Test
    void aQueryThatCannotBePassedOnIsRefusedInXml() throws Exception {
        elsewhere.stop(0);
        try (LocalRuntime runtime = start("arn:aws:states:::aws-sdk:glue:getJobs", "{}", Map.of("rds", url()))) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(runtime.aws() + "/"))
                    .header("Authorization", "AWS4-HMAC-SHA256 Credential=k/20250101/us-east-1/rds/aws4_request, S=1")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("Action=DescribeDBInstances"))
                    .build();

            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body())
                    .startsWith("<?xml")
                    .contains("<Code>BadGateway</Code>");
        }
    }

    @Test
    void requestsAtTheAwsEndpointArePassedOnAsTheyAre() throws Exception {
        answer = "<bytes/>";
        try (LocalRuntime runtime = start("arn:aws:states:::aws-sdk:glue:getJobs", "{}", Map.of("rds", url()))) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(runtime.aws() + "/a%20b?c=d"))
                    .header("Authorization", "AWS4-HMAC-SHA256 Credential=k/20250101/us-east-1/rds/aws4_request, S=1")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("Action=DescribeDBInstances"))
                    .build();

            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body())
                    .isEqualTo("<bytes/>");
        }
        assertThat(asked)
                .containsExactly("POST /a%20b?c=d null application/x-www-form-urlencoded Action=DescribeDBInstances");
    }
}
