// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.time.VirtualTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Calls of [APIs](https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html) and
/// [other addresses](https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html).
class HttpIntegrationsTest {

    private static final String HOST = "abc123.execute-api.us-east-1.amazonaws.com";

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final List<HttpRequest> requests = new ArrayList<>();
    private HttpResponse response = HttpResponse.of(200, "application/json", "{\"ok\":true}");
    private final LocalBackends backends = new LocalBackends(
                    new Functions(List.of(), time, RuntimeLog.NONE, () -> URI.create("http://127.0.0.1:4566")))
            .api(HOST, request -> {
                requests.add(request);
                return CompletableFuture.completedFuture(response);
            });
    private final ServiceIntegrations integrations = new ServiceIntegrations(backends, time, ExecutionIds.unseeded());

    @Test
    void anApiIsCalledWithItsStagePathQueryHeadersAndBody() throws Exception {
        JsonNode output = invoke("{'ApiEndpoint':'" + HOST
                        + "','Method':'POST','Stage':'api','Path':'/a b','QueryParameters':{'q':['1','x&y']},"
                        + "'Headers':{'X-One':['1','2']},'RequestBody':{'n':1},'AuthType':'IAM_ROLE'}")
                .output();

        HttpRequest request = requests.getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.rawPath()).isEqualTo("/api/a%20b");
        assertThat(request.rawQuery()).isEqualTo("q=1&q=x%26y");
        assertThat(request.headers().all("x-one")).containsExactly("1", "2");
        assertThat(request.headers().first("host")).contains(HOST);
        assertThat(request.headers().first("content-type")).contains("application/json");
        assertThat(request.headers().first("authorization").orElse("")).startsWith("AWS4-HMAC-SHA256 Credential=");
        assertThat(request.text()).isEqualTo("{\"n\":1}");
        assertThat(output.path("ResponseBody")).isEqualTo(Json.parse("{\"ok\":true}"));
        assertThat(output.path("StatusCode").asInt()).isEqualTo(200);
        assertThat(output.path("StatusText").asText()).isEqualTo("OK");
        assertThat(output.at("/Headers/Content-Type/0").asText()).isEqualTo("application/json");
        assertThat(output.at("/Headers/Content-Length/0").asText()).isEqualTo("11");
        assertThat(output.at("/Headers/Date/0").asText()).isEqualTo("Wed, 01 Jan 2025 00:00:00 GMT");
    }

    @Test
    void aTextAsBodyIsJsonUnlessItsTypeIsAnother() throws Exception {
        response = HttpResponse.of(200, "text/plain", "plain text");
        String call = "{'ApiEndpoint':'" + HOST + "','Method':'POST','RequestBody':'it is'%s}";

        invoke(call.formatted("")).output();
        JsonNode output = invoke(call.formatted(",'Headers':{'Content-Type':['text/plain']}"))
                .output();

        assertThat(requests.get(0).text()).isEqualTo("\"it is\"");
        assertThat(requests.get(1).text()).isEqualTo("it is");
        assertThat(output.path("ResponseBody").asText()).isEqualTo("plain text");
    }

    @Test
    void aTaskSendsAMessageToAWebSocketClient() throws Exception {
        response = new HttpResponse(200, Headers.none(), new byte[0]);

        JsonNode output = invoke(
                        "{'ApiEndpoint':'" + HOST
                                + "','Method':'POST','Stage':'api','Path':'/@connections/L0SM9cOFvHcCIhw=','RequestBody':{'a':1}}")
                .output();

        assertThat(requests.getFirst().rawPath()).isEqualTo("/api/@connections/L0SM9cOFvHcCIhw=");
        assertThat(output.path("ResponseBody").asText()).isEmpty();
    }

    @Test
    void anErrorOfTheApiFailsTheTaskWithItsStatusAndBody() throws Exception {
        response = HttpResponse.of(410, "application/json", "{\"message\":\"Gone\"}");

        assertThat(invoke("{'ApiEndpoint':'" + HOST + "','Method':'GET'}").failure())
                .isEqualTo(new RecordedProgress.Failed("ApiGateway.410", "{\"message\":\"Gone\"}"));
    }

    @Test
    void anApiOfAnotherRuntimeIsNotFound() throws Exception {
        assertThat(invoke("{'ApiEndpoint':'other.example.com','Method':'GET'}").failure())
                .isEqualTo(new RecordedProgress.Failed(
                        "ApiGateway.SdkClientException",
                        "Unable to execute HTTP request: other.example.com: Name or service not known"));
    }

    @Test
    void aTaskWithATokenStillWaitsAfterTheAnswer() throws Exception {
        RecordedProgress progress = start(
                RecordedProgress.service("apigateway", "invoke", TaskResource.Pattern.WAIT_FOR_TASK_TOKEN),
                "{'ApiEndpoint':'" + HOST + "','Method':'GET'}");

        assertThat(progress.submission().path("StatusCode").asInt()).isEqualTo(200);
        assertThat(progress.hasEnded()).isFalse();
    }

    @Test
    void anyAddressCanBeCalled() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> seen = new ArrayList<>();
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "[1]".getBytes(StandardCharsets.UTF_8);
            boolean isMissing = exchange.getRequestURI().getPath().equals("/missing");
            exchange.sendResponseHeaders(isMissing ? 404 : 201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            JsonNode output = start(
                            RecordedProgress.service("http", "invoke"),
                            "{'ApiEndpoint':'" + base
                                    + "/x','Method':'PUT','QueryParameters':{'a':'b c'},'RequestBody':{'n':1},"
                                    + "'Authentication':{'ConnectionArn':'arn:aws:events:us-east-1:123456789012:connection/c'}}")
                    .output();
            RecordedProgress.Failed failed = start(
                            RecordedProgress.service("http", "invoke"),
                            "{'ApiEndpoint':'" + base + "/missing','Method':'GET'}")
                    .failure();

            assertThat(seen.getFirst()).isEqualTo("PUT /x?a=b%20c application/json {\"n\":1}");
            assertThat(output.path("StatusCode").asInt()).isEqualTo(201);
            assertThat(output.path("ResponseBody")).isEqualTo(Json.parse("[1]"));
            assertThat(failed).isEqualTo(new RecordedProgress.Failed("States.Http.StatusCode.404", "[1]"));
        } finally {
            server.stop(0);
        }
    }

    /// Step Functions Developer Guide, "Call HTTPS APIs": merging of connection and task definition
    /// data.
    @Test
    void theDataOfAConnectionIsAddedAndTakesPrecedence() throws Exception {
        String connection = "arn:aws:events:us-east-1:123456789012:connection/c/1";
        backends.connection(
                connection,
                new ConnectionData(Map.of("X-Key", "secret"), Map.of("q", "connection"), Map.of("tenant", "t")));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> seen = new ArrayList<>();
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().get("X-Key") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String call =
                    "{'ApiEndpoint':'http://127.0.0.1:" + server.getAddress().getPort()
                            + "/x','Method':'POST','Authentication':{'ConnectionArn':'" + connection + "'},%s}";
            start(
                            RecordedProgress.service("http", "invoke"),
                            call.formatted("'QueryParameters':{'q':'task','r':'1'},'Headers':{'x-key':'own'},"
                                    + "'RequestBody':{'tenant':'own','n':1}"))
                    .output();
            RecordedProgress.Failed failed = start(
                            RecordedProgress.service("http", "invoke"), call.formatted("'RequestBody':'a text'"))
                    .failure();

            assertThat(seen).containsExactly("/x?q=connection&r=1 [secret] {\"tenant\":\"t\",\"n\":1}");
            assertThat(failed.error()).isEqualTo("States.Runtime");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAddressThatCannotBeReachedFailsTheTask() throws Exception {
        assertThat(start(RecordedProgress.service("http", "invoke"), "{'ApiEndpoint':'not an address','Method':'GET'}")
                        .failure()
                        .error())
                .isEqualTo("States.Http.Socket");
    }

    private RecordedProgress invoke(String parameters) {
        return start(RecordedProgress.service("apigateway", "invoke"), parameters);
    }

    private RecordedProgress start(TaskResource resource, String parameters) {
        RecordedProgress progress = new RecordedProgress();
        integrations.start(RecordedProgress.request(resource, parameters.replace('\'', '"')), progress);
        return progress;
    }
}
