// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.log.RuntimeLog;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the console's API says of requests, their mapping templates and their failures.
class ConsoleRequestsTest {
    private static LocalRuntime runtime;
    private static ConsoleClient console;

    @BeforeAll
    static void start() {
        Path template = Path.of("src/test/resources/dev/stepgate/local/console/console.yaml");
        runtime = LocalRuntime.start(
                RuntimeOptions.of(template).withPorts(new RuntimeOptions.Ports(0, 0, 0).withConsole(0)),
                RuntimeDependencies.real(RuntimeLog.NONE));
        console = new ConsoleClient(runtime.console().orElseThrow());
    }

    @AfterAll
    static void stop() {
        runtime.close();
    }

    @Test
    void aRequestIsShownThroughItsStages() {
        JsonNode tried = console.posted("try", """
                {"api": "Rest", "method": "POST", "path": "/v1/orders/7",
                 "headers": {"Content-Type": "application/json"}, "body": "{\\"order\\":\\"a whole one\\"}"}""");
        assertThat(tried.path("status").asInt()).isEqualTo(200);
        assertThat(tried.path("body").asText()).isEqualTo("{\"order\": \"7\"}");

        JsonNode shown =
                console.get("request", Map.of("number", tried.path("number").asText()));
        assertThat(shown.path("steps"))
                .extracting(step -> step.path("name").asText())
                .containsExactly(
                        "route",
                        "request size",
                        "authorization",
                        "API key",
                        "throttle",
                        "method request",
                        "integration request",
                        "integration",
                        "integration response");
        assertThat(shown.path("requestTemplate").path("template").asText()).contains("$util.escapeJavaScript");
        assertThat(shown.path("requestTemplate").path("result").asText())
                .contains("\"input\": \"{\\\"order\\\":\\\"a whole one\\\"}\"");
        assertThat(shown.path("selection").path("pattern").asText()).isEqualTo("200");
        assertThat(shown.path("responseTemplate").path("result").asText()).isEqualTo("{\"order\": \"7\"}");
    }

    /// A trap for users of `$util.escapeJavaScript`: a `'` becomes `\\'`, which is not valid JSON.
    @Test
    void aTemplateWhoseResultIsNotJsonIsShownWithTheRefusalOfTheService() {
        JsonNode tried = console.posted("try", """
                {"api": "Rest", "method": "POST", "path": "/v1/orders/7",
                 "headers": {"Content-Type": "application/json"}, "body": "{\\"order\\":\\"Bob's\\"}"}""");
        assertThat(tried.path("status").asInt()).isEqualTo(400);

        JsonNode shown =
                console.get("request", Map.of("number", tried.path("number").asText()));
        assertThat(shown.path("requestTemplate").path("result").asText()).contains("Bob\\'s");
        assertThat(shown.path("received").path("status").asInt()).isEqualTo(400);
        assertThat(shown.path("received").path("body").asText()).contains("SerializationException");
        assertThat(shown.path("refusal").path("status").asInt()).isEqualTo(400);
        assertThat(shown.path("refusal").path("text").asText()).contains("SerializationException");
        assertThat(shown.path("selection").path("by").asText()).isEqualTo("400");
        assertThat(shown.path("selection").has("pattern")).isFalse();
    }

    @Test
    void aRefusalIsExplainedThoughTheClientGotA200() {
        JsonNode tried = console.posted("try", """
                {"api": "Rest", "method": "POST", "path": "/v1/lenient",
                 "headers": {"Content-Type": "application/json"}, "body": "{\\"order\\":\\"Bob's\\"}"}""");
        assertThat(tried.path("status").asInt()).isEqualTo(200);
        String number = tried.path("number").asText();

        JsonNode shown = console.get("request", Map.of("number", number));
        assertThat(shown.path("refusal").path("status").asInt()).isEqualTo(400);
        assertThat(shown.path("refusal").path("text").asText()).contains("SerializationException");
        assertThat(shown.path("notJson").asText())
                .startsWith("line 2, column ")
                .contains("Unrecognized character escape");
        assertThat(console.get("requests", Map.of("failed", "1")).path("rows"))
                .extracting(row -> row.path("number").asText())
                .contains(number);
    }

    @Test
    void aTemplateThatFailsIsNamedWithItsStep() {
        JsonNode tried = console.posted(
                "try", "{\"api\": \"Rest\", \"method\": \"POST\", \"path\": \"/v1/broken\", \"body\": \"no JSON\"}");
        assertThat(tried.path("status").asInt()).isEqualTo(500);

        JsonNode shown =
                console.get("request", Map.of("number", tried.path("number").asText()));
        assertThat(shown.path("failure").path("step").asText()).isEqualTo("integration request");
        assertThat(shown.path("failure").path("text").asText())
                .contains("request template")
                .contains("1000000 elements");
        assertThat(shown.path("requestTemplate").path("given").asText()).isEqualTo("no JSON");
        assertThat(shown.path("requestTemplate").has("result")).isFalse();
    }

    @Test
    void theBenchRendersWithParametersContextAndStageVariables() {
        assertThat(console.posted("render", """
                                {"template": "$input.params('id') $context.identity.sourceIp $stageVariables.x",
                                 "body": "", "path": {"id": "7"}, "context": {"identity": {"sourceIp": "::1"}},
                                 "stageVariables": {"x": "y"}}""").path("result").asText()).isEqualTo("7 ::1 y");
        JsonNode nobody = console.posted(
                "render", "{\"template\": \"#if($context.user)x#{else}nobody#end\", \"context\": {\"user\": null}}");
        assertThat(nobody.path("result").asText()).isEqualTo("nobody");
    }

    @Test
    void theBenchNamesLineAndColumnOfWhateverIsWrong() {
        JsonNode unended = console.posted("render", "{\"template\": \"a\\n#if(\"}");
        assertThat(unended.path("error").asText())
                .isEqualTo("line 2, column 5: the template ends before this part of it is complete");
        assertThat(place(unended)).isEqualTo("2:5");

        JsonNode failing = console.posted("render", "{\"template\": \"a\\n  $input.path('$.[[')\"}");
        assertThat(failing.path("error").asText()).startsWith("line 2, column 10: invalid JSONPath");
        assertThat(place(failing)).isEqualTo("2:10");

        JsonNode noJson = console.posted("render", "{\"template\": \"{\\n  \\\"a\\\": Bob}\"}");
        assertThat(noJson.path("notJson").asText()).startsWith("line 2, column ");
    }

    private static String place(JsonNode answer) {
        return answer.path("line").asInt() + ":" + answer.path("column").asInt();
    }
}
