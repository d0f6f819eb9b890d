// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.TestHooks;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.FunctionAnswer;
import dev.stepgate.local.lambda.FunctionConfiguration;
import dev.stepgate.local.lambda.InvokeRequest;
import dev.stepgate.local.time.VirtualTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each kind of failed request writes one line to the console, from which alone a reader knows the cause. The
/// lines are our own; API Gateway writes others into CloudWatch.
class RequestReasonsTest {
    private static final StringWriter OUT = new StringWriter();
    private static LocalRuntime runtime;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        ConsoleLog log =
                new ConsoleLog(new PrintWriter(OUT, true), new TextFormat(Colours.NONE), ConsoleLog.Detail.USUAL);
        TestHooks hooks = new TestHooks(
                UnaryOperator.identity(),
                Observer.NONE,
                Optional.empty(),
                RequestReasonsTest::answer,
                TestHooks.Messaging.UNWATCHED);
        RuntimeOptions options =
                RuntimeOptions.of(Path.of("src/test/resources/dev/stepgate/local/cli/failing-requests.yaml"));
        runtime = LocalRuntime.start(
                options, new RuntimeDependencies(new VirtualTime(), ExecutionIds.seeded(1), log, hooks));
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        runtime.close();
        client.close();
    }

    /// Chooses the answer: a proxy event's body names it; an authorizer's event has a token.
    private static Optional<FunctionAnswer> answer(FunctionConfiguration function, InvokeRequest request) {
        String event = new String(request.payload(), StandardCharsets.UTF_8);
        if (event.contains("authorizationToken")) {
            return Optional.of(new FunctionAnswer.Returned(Json.parse("""
                    {"principalId": "p", "policyDocument": {"Version": "2012-10-17", "Statement":
                     [{"Effect": "Deny", "Action": "execute-api:Invoke", "Resource": "*"}]}}""")));
        }
        if (event.contains("slow")) {
            return Optional.of(new FunctionAnswer.TimedOut());
        }
        return Optional.of(
                event.contains("member")
                        ? new FunctionAnswer.Returned(Json.parse("{\"statusCode\": 200, \"colour\": \"red\"}"))
                        : new FunctionAnswer.Failed("IllegalStateException", "no broth"));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            POST | /v1/proxy       | "member"  | 502 0 ms *integration response: the function's answer is not a proxy response: it has the member colour, and only * are allowed*{"statusCode":200,"colour":"red"}
            POST | /v1/proxy       | "slow"    | 502 3000 ms *integration response: the function failed*Task timed out after 3.00 seconds*
            POST | /v1/proxy       | "broken"  | 502 0 ms *integration response: the function failed*received: 200 {"errorMessage":"no broth","errorType":"IllegalStateException"}
            POST | /v1/unmatched   | {"a": 1}  | 500 0 ms *integration response: no integration response has a selectionPattern that matches 'no broth', and there is no default; sent: lambda POST *{"a": 1}; received: 200 {"errorMessage":"no broth"*
            POST | /v1/template    | {}        | 500 0 ms *integration response: the response template failed: line 3, column 17: *$[*
            POST | /v1/validated   | {"x": 1}  | 400 0 ms *method request: Invalid request body: *ramen*
            POST | /v1/denied      | {}        | 403 0 ms *authorization: the authorizer's policy denies arn:aws:execute-api:us-east-1:*/v1/POST/denied*
            POST | /v1/nobody      | {}        | 401 0 ms *authorization: the request has no header Authorization, which the authorizer token needs*
            POST | /v1/keyed       | {}        | 403 0 ms *API key: the method needs an API key, and the request has none*
            GET  | /v1/throttled   |           | 429 0 ms *throttle: over the rate limit of the stage for GET /throttled*
            GET  | /v1/nowhere     |           | 403 0 ms *route: the API has no such method and path*
            GET  | /nowhere        |           | 403 0 ms *stage: the path begins with no stage of the API; its stages are /v1*
            POST | /v1/unreachable | {"a": 1}  | 504 0 ms *integration: the endpoint cannot be reached: java.net.ConnectException*sent: POST http://127.0.0.1:1/x {"a": 1}*
            POST | /v1/refused     | {}        | 400 0 ms *integration response: the endpoint answered 400; sent: states POST /*stateMachine:nobody"}; received: 400 *StateMachineDoesNotExist*
            """)
    void aFailedRequestLeavesALineWithItsCause(String method, String path, String body, String expected)
            throws Exception {
        List<String> lines = linesOf(method, path, body);

        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} " + method + " " + path + " " + pattern(expected)));
    }

    @ParameterizedTest
    @CsvSource("/v1/express")
    void aFailedExpressExecutionLeavesALineBesideItsRequests(String path) throws Exception {
        List<String> lines = linesOf("POST", path, "{}");

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).matches(pattern("* express FAILED in Refuse 0 ms order-1: Refused: nobody pays"));
        assertThat(lines.getLast()).matches(pattern("* POST /v1/express 200 0 ms *"));
    }

    private static List<String> linesOf(String method, String path, String body) throws Exception {
        int before = OUT.getBuffer().length();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(runtime.api("Rest") + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (path.endsWith("/denied")) {
            request.header("Authorization", "Token x");
        }
        client.send(request.build(), BodyHandlers.ofString());
        return OUT.getBuffer().substring(before).lines().toList();
    }

    private static String pattern(String wildcards) {
        return ("\\Q" + wildcards.replace("*", "\\E.*\\Q") + "\\E");
    }
}
