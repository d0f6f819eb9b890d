// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.DeployedTemplate;
import dev.stepgate.callback.SignedCallback;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.template.Resource;
import dev.stepgate.test.RestAnswer;
import dev.stepgate.test.RestClient;
import dev.stepgate.test.WebSocketClient;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every call that the five systems make while they are used is allowed by the policies of the role that makes
/// it, and every permission is used. The calls are recorded: those of functions between their SDKs and the AWS
/// endpoint, those of APIs and state machines by the console.
///
/// It does not show that AWS takes the policies: that SendTaskSuccess and its like can be limited to a machine
/// is shown by the first deployment only.
class RoleCallsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// The console keeps so many requests only that hundreds of questions for a status would drop those before.
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final String JSON = "application/json";

    /// What Lambda does with the role of a function that a queue feeds ([execution role
    /// permissions](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html)).
    private static final List<String> POLLER =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    /// What Lambda does with the role of a function whose failed events go to a queue ([permissions of
    /// destinations](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html)).
    private static final String ON_FAILURE = "sqs:SendMessage";

    private RecordingEndpoint endpoint;
    private LocalRuntime runtime;
    private RestClient rest;
    private RestClient console;

    @BeforeEach
    void start() throws Exception {
        endpoint = new RecordingEndpoint();
        runtime = start(endpoint);
        rest = RestClient.of(URI.create(runtime.api("RestApi") + "/api"));
        console = RestClient.of(URI.create(runtime.console().orElseThrow()));
        endpoint.passTo(runtime.aws());
    }

    @AfterEach
    void stop() throws Exception {
        runtime.close();
        endpoint.close();
    }

    @Test
    void everyCallIsAllowedAndEveryPermissionIsNeeded() throws Exception {
        useUsersRamenAndExecute();
        Set<RecordedCall> calls = calls();
        useAsync();
        calls.addAll(calls());
        useWebSocket();
        loseTheTable();
        calls.addAll(calls());

        List<Policies.Permission> permissions = Policies.permissions();
        assertThat(calls).hasSizeGreaterThan(40);
        assertThat(calls)
                .filteredOn(call -> permissions.stream().noneMatch(permission -> permission.allows(call)))
                .as("calls that no statement allows")
                .isEmpty();
        assertThat(permissions)
                .filteredOn(permission -> calls.stream().noneMatch(permission::allows))
                .as("permissions that no call needs")
                .isEmpty();
    }

    private static LocalRuntime start(RecordingEndpoint recording) {
        Map<String, Map<String, String>> environment =
                DeployedTemplate.resolve(Map.of()).all(Resource.Function.class).stream()
                        .collect(Collectors.toMap(
                                Resource.Function::logicalId,
                                function -> Map.of(
                                        "AWS_ENDPOINT_URL",
                                        recording.url(),
                                        "AWS_ACCESS_KEY_ID",
                                        function.logicalId())));
        return LocalRuntime.start(
                RuntimeOptions.of(Path.of("template.yaml"))
                        .withParameters(Map.of("RamenTimerSeconds", "0", "RamenRateLimit", "50"))
                        .withEnvironment(environment)
                        .withPorts(new RuntimeOptions.Ports(0, 0, 0).withConsole(0)),
                RuntimeDependencies.real(RuntimeLog.NONE));
    }

    private JsonNode post(String path, String body, int status) {
        RestAnswer answer = rest.send("POST", path, body, "Content-Type", JSON);
        assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(status);
        return Json.parse(answer.text());
    }

    private String startedId(String path, String body) {
        return post(path, body, 200).path("executionArn").asText().replaceFirst(".*:", "");
    }

    private void awaitStatus(String path, String status) {
        await().atMost(PATIENCE)
                .pollInterval(PAUSE)
                .until(() -> rest.get(path).text(), text -> text.contains("\"status\":\"" + status + "\""));
    }

    private void useUsersRamenAndExecute() throws Exception {
        assertThat(rest.get("/1/users/10").status()).isEqualTo(200);
        assertThat(rest.get("/2/users/10").status()).isEqualTo(200);
        String arn =
                post("/ramen/start-execution", "{}", 200).path("executionArn").asText();
        post("/ramen/describe-execution", "{\"executionArn\":\"" + arn + "\"}", 200);
        String ramen = "/ramen/executions/"
                + post("/ramen/executions", "{}", 202).path("id").asText();
        awaitStatus(ramen, "SUCCEEDED");
        assertThat(rest.send("DELETE", ramen, "").status()).isEqualTo(204);
        awaitStatus("/execute/executions/" + startedId("/execute", "{}"), "SUCCEEDED");
        awaitStatus(
                "/execute/executions/"
                        + post("/execute/large", "{\"large\":1}", 202)
                                .path("id")
                                .asText(),
                "SUCCEEDED");
        upload("{\"uploaded\":1}");
    }

    private void upload(String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        JsonNode prepared = post("/execute/uploads", "{\"sha256\":\"" + hash + "\"}", 200);
        HttpRequest.Builder put = HttpRequest.newBuilder(
                        URI.create(prepared.path("url").asText()))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
        prepared.path("headers")
                .properties()
                .forEach(header -> put.header(header.getKey(), header.getValue().asText()));
        assertThat(HttpClient.newHttpClient()
                        .send(put.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        awaitStatus("/execute/executions/" + prepared.path("id").asText(), "SUCCEEDED");
    }

    private void useAsync() {
        awaitStatus("/async/executions/" + startedId("/async", "{\"waitTime\":0,\"status\":\"success\"}"), "SUCCEEDED");
        awaitStatus("/async/executions/" + startedId("/async", "{\"waitTime\":0,\"status\":\"failure\"}"), "FAILED");
        awaitStatus(
                "/async/executions/"
                        + startedId("/async", "{\"waitTime\":0,\"status\":\"success\",\"callback\":\"http\"}"),
                "SUCCEEDED");
        List<String> before = callbacks();
        String waiting = startedId("/async", "{\"waitTime\":200,\"status\":\"success\",\"callback\":\"http\"}");
        String id = await().atMost(PATIENCE).until(this::callbacks, ids -> ids.size() > before.size()).stream()
                .filter(each -> !before.contains(each))
                .findFirst()
                .orElseThrow();
        String secret = call("secretsmanager", "GetSecretValue", "SecretId", "stepgate-CallbackSecret")
                .path("SecretString")
                .asText();
        assertThat(SignedCallback.of(secret, id, "{}", Instant.now())
                        .send(rest, "/heartbeat")
                        .status())
                .isEqualTo(200);
        assertThat(SignedCallback.of(secret, id, "{\"error\":\"Any\"}", Instant.now())
                        .send(rest, "")
                        .status())
                .isEqualTo(200);
        awaitStatus("/async/executions/" + waiting, "FAILED");
    }

    /// Returns the ids of the callbacks that are registered.
    private List<String> callbacks() {
        return call("dynamodb", "Scan", "TableName", "stepgate-Callbacks").path("Items").findValues("id").stream()
                .map(id -> id.path("S").asText())
                .toList();
    }

    private void useWebSocket() {
        URI stage = URI.create(runtime.api("WebSocketApi") + "/api");
        try (WebSocketClient client = WebSocketClient.open(stage)) {
            client.send("{\"any\":1}");
            client.next();
            client.send("{\"action\":\"start\",\"seconds\":0}");
            client.next();
            client.next();
        }
        JsonNode ended = await().atMost(PATIENCE)
                .until(
                        () -> console("executions?machine=" + machineArn("AsyncWorkflow"))
                                .path("rows")
                                .path(0),
                        row -> row.path("status").asText().equals("SUCCEEDED"));
        // An event without the data of its execution, whose client is gone.
        ObjectNode detail = object().put("executionArn", ended.path("arn").asText())
                .put("name", ended.path("name").asText())
                .put("status", "SUCCEEDED");
        ObjectNode start = object().put("stateMachineArn", machineArn("PushResult"));
        start.put("input", Json.write(object().set("detail", detail)));
        runtime.call("states", "StartExecution", start).toCompletableFuture().join();
        await().atMost(PATIENCE)
                .until(
                        () -> console("executions?machine=" + machineArn("PushResult"))
                                        .path("rows")
                                        .findValuesAsText("status")
                                        .stream()
                                        .filter("SUCCEEDED"::equals)
                                        .count()
                                >= 2);
    }

    /// Without its table a callback cannot be registered: the task is failed.
    private void loseTheTable() {
        call("dynamodb", "DeleteTable", "TableName", "stepgate-Callbacks");
        awaitStatus(
                "/async/executions/"
                        + startedId("/async", "{\"waitTime\":0,\"status\":\"success\",\"callback\":\"http\"}"),
                "FAILED");
    }

    private Set<RecordedCall> calls() {
        Set<RecordedCall> calls = new LinkedHashSet<>(endpoint.calls());
        console("requests?limit=500")
                .path("rows")
                .forEach(row -> sent(
                        "RestApiRole",
                        console("request?number=" + row.path("number").asText()),
                        calls));
        console("messages?limit=500")
                .path("rows")
                .forEach(row -> sent(
                        "WebSocketApiRole",
                        console("message?number=" + row.path("number").asText()),
                        calls));
        console("executions?limit=500").path("rows").forEach(row -> scheduled(row, calls));
        POLLER.forEach(
                action -> calls.add(new RecordedCall("RequestConsumerRole", action, Policies.arn("RequestQueue.Arn"))));
        calls.add(new RecordedCall("ResponseLoggerRole", ON_FAILURE, Policies.arn("LostEvents.Arn")));
        return calls;
    }

    private static void sent(String role, JsonNode details, Set<RecordedCall> calls) {
        String to = details.path("sent").path("to").asText();
        String service = to.replaceFirst(":.*", "");
        if (service.equals("lambda")) {
            String function = to.replaceFirst(".*/functions/", "").replaceFirst("/invocations$", "");
            calls.add(new RecordedCall(role, "lambda:InvokeFunction", function.replace("%3A", ":")));
        } else if (to.contains(".")) {
            calls.add(RecordedCall.of(
                    role,
                    service,
                    to.substring(to.lastIndexOf('.') + 1),
                    Json.parse(details.path("sent").path("body").asText())));
        }
    }

    /// Records the calls of a machine's tasks, and those of the rules that start machines.
    private void scheduled(JsonNode execution, Set<RecordedCall> calls) {
        String machine = execution.path("machineArn").asText().replaceFirst(".*stepgate-", "");
        String arn = URLEncoder.encode(execution.path("arn").asText(), StandardCharsets.UTF_8);
        Map<String, String> rules = Map.of("PushResult", "AsyncWorkflowEndedRole", "StartUploaded", "BodyUploadedRole");
        if (rules.containsKey(machine)) {
            calls.add(new RecordedCall(rules.getOrDefault(machine, ""), "states:StartExecution", machineArn(machine)));
        }
        for (JsonNode row :
                console("events?limit=500&type=Scheduled&execution=" + arn).path("rows")) {
            JsonNode event = console("event?id=" + row.path("id").asText() + "&execution=" + arn);
            JsonNode function = event.path("lambdaFunctionScheduledEventDetails");
            JsonNode task = event.path("taskScheduledEventDetails");
            String role = Policies.roleOf(machine);
            calls.add(
                    function.isMissingNode()
                            ? RecordedCall.of(
                                    role,
                                    task.path("resourceType").asText().replaceFirst(".*:", ""),
                                    task.path("resource").asText().replaceFirst("\\..*", ""),
                                    Json.parse(task.path("parameters").asText()))
                            : new RecordedCall(
                                    role,
                                    "lambda:InvokeFunction",
                                    function.path("resource").asText()));
        }
    }

    private JsonNode console(String path) {
        RestAnswer answer = console.get("/api/" + path);
        assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
        return Json.parse(answer.text());
    }

    private JsonNode call(String service, String operation, String member, String value) {
        return runtime.call(service, operation, object().put(member, value))
                .toCompletableFuture()
                .join();
    }

    private static String machineArn(String machine) {
        return "arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-" + machine;
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
