// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.test.RestClient;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The console's page in a real browser with data that would run in a careless one, against the rules of
/// accessibility, and with a history of more than ten thousand events. Skipped where there is no browser.
class ConsolePageTest {
    private static final String HOSTILE =
            "</script><script>window.hostile='data'</script><img src=x onerror=\"window.hostile='data'\">"
                    + "\"'`${window.hostile='data'}{{constructor}}javascript:window.hostile=1";

    private static final List<String> VIEWS = List.of(
            "machines",
            "executions",
            "callbacks",
            "requests",
            "try",
            "bench",
            "sockets",
            "functions",
            "queues",
            "tables",
            "objects",
            "events");

    private static LocalRuntime runtime;
    private static Browser browser;

    @BeforeAll
    static void start() {
        assumeTrue(Browser.lack().isEmpty(), () -> Browser.lack().orElse(""));
        Path template = Path.of("src/functions/src/test/resources/dev/stepgate/console/hostile.yaml");
        runtime = LocalRuntime.start(
                RuntimeOptions.of(template).withPorts(new RuntimeOptions.Ports(0, 0, 0).withConsole(0)),
                RuntimeDependencies.real(RuntimeLog.NONE));
        browser = new Browser(runtime.console().orElseThrow());
    }

    @AfterAll
    static void stop() {
        if (runtime != null) {
            browser.close();
            runtime.close();
        }
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    private static JsonNode call(String service, String operation, ObjectNode input) {
        return runtime.call(service, operation, input).toCompletableFuture().join();
    }

    private static String started(String machine, JsonNode input) {
        return call(
                        "states",
                        "StartExecution",
                        object().put("stateMachineArn", "arn:aws:states:us-east-1:123456789012:stateMachine:" + machine)
                                .put("input", Json.write(input)))
                .path("executionArn")
                .asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void requireHarmless(String place) {
        assertThat(browser.driver().executeScript("return window.hostile ?? null"))
                .as(place)
                .isNull();
        assertThat(browser.driver()
                        .executeScript("return document.querySelectorAll('main script, main img, dialog img').length"))
                .as(place)
                .isEqualTo(0L);
        assertThat(browser.complaints()).as(place).isEmpty();
    }

    @Test
    void hostileDataIsShownAndNeverRun() {
        String arn = started("waits", object().put(HOSTILE, HOSTILE));
        browser.open("execution/" + encoded(arn));
        browser.untilText("waits for a callback");
        browser.chooseState("<img src=x onerror=window.hostile='state'>");
        browser.untilText("Arguments to sqs:sendMessage.waitForTaskToken");
        requireHarmless("execution");
        browser.open("callbacks");
        browser.click(".grid .line.clickable");
        browser.untilText("Sent with it");
        requireHarmless("callbacks");

        browser.press("Answer");
        browser.press("Let it fail");
        browser.type("Error", HOSTILE);
        browser.type("Cause", HOSTILE);
        browser.press("Send failure");
        browser.open("execution/" + encoded(arn));
        browser.untilText("Failed");
        browser.until(".notice.red");
        assertThat(browser.text()).contains(HOSTILE);
        requireHarmless("failed execution");
        browser.press("Timeline");
        browser.until(".bars .track .CAUGHT");
        requireHarmless("timeline");

        browser.open("machine/" + encoded("arn:aws:states:us-east-1:123456789012:stateMachine:waits"));
        browser.press("Start execution");
        browser.until("dialog textarea");
        requireHarmless("start");
        browser.press("Close");
    }

    @Test
    void hostileRequestsMessagesAndItemsAreShownAndNeverRun() {
        browser.open("try");
        browser.type("Method", "POST");
        browser.type("Path and query", "/v1/orders/%3Cimg%20src=x%20onerror=window.hostile='path'%3E?q=%3Cscript%3E");
        browser.type("Header fields, one on a line", "Content-Type: application/json\nX-Any: <img src=x>");
        browser.type("Body", HOSTILE);
        browser.press("Send");
        browser.untilText("Its way through the API");
        browser.click("a[href^='#/request/']");
        browser.untilText("Rendered answer");
        requireHarmless("request");

        browser.open("bench");
        browser.type("Body", HOSTILE);
        browser.type("Mapping template", "$input.body");
        browser.untilText("The result is not JSON");
        requireHarmless("bench");

        browser.open("sockets");
        browser.press("Connect");
        browser.untilText("Connected to");
        browser.type("Message", HOSTILE);
        browser.press("Send");
        browser.untilText("from the client");
        browser.click(".grid .line.clickable");
        browser.untilText("Route request");
        requireHarmless("sockets");

        RestClient.of(URI.create(runtime.aws())).send("POST", "/", HOSTILE, "X-Amz-Target", "<img src=x>.Hostile");
        browser.open("requests");
        browser.driver().executeScript("""
                const server = document.querySelector('[aria-label="Of which server"]');
                server.value = 'aws';
                server.dispatchEvent(new Event('change'));
                """);
        browser.untilText("<img src=x>.Hostile");
        browser.click("a[href^='#/request/aws/']");
        browser.untilText("Request and answer");
        requireHarmless("call of the AWS endpoint");

        call("sqs", "SendMessage", object().put("QueueUrl", "orders").put("MessageBody", HOSTILE));
        browser.open("queues");
        browser.click(".grid .line.clickable");
        browser.until("dialog pre");
        requireHarmless("queue");
        browser.press("Close");

        ObjectNode item = object().put("TableName", "items");
        item.putObject("Item").putObject("id").put("S", HOSTILE);
        call("dynamodb", "PutItem", item);
        browser.open("tables");
        browser.press("Open");
        browser.until("dialog pre");
        requireHarmless("table");
        browser.press("Close");

        call(
                "s3",
                "PutObject",
                object().put("Bucket", "files")
                        .put("Key", "<img src=x onerror=window.hostile='key'>")
                        .put("Body", Base64.getEncoder().encodeToString(HOSTILE.getBytes(StandardCharsets.UTF_8))));
        browser.open("objects");
        browser.press("Open");
        browser.until("dialog pre");
        requireHarmless("objects");
        browser.press("Close");

        browser.open("events");
        browser.untilText("timetable");
        requireHarmless("events");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyViewKeepsTheRulesOfAccessibility(String scheme) {
        String arn = started("waits", object().put("order", 1));
        browser.prefers(scheme);
        for (String view : VIEWS) {
            browser.open(view);
            browser.requireAccessible(view + ", " + scheme);
        }
        browser.open("execution/" + encoded(arn));
        browser.untilText("waits for a callback");
        browser.until(".graph .state");
        browser.requireAccessible("execution, " + scheme);
        browser.press("Timeline");
        browser.until(".bars .track");
        browser.requireAccessible("timeline, " + scheme);
        browser.press("Answer");
        browser.until("dialog textarea");
        browser.requireAccessible("dialog, " + scheme);
        browser.press("Close");
        browser.open("machine/" + encoded("arn:aws:states:us-east-1:123456789012:stateMachine:waits"));
        browser.until(".graph .state");
        browser.requireAccessible("machine, " + scheme);
        assertThat(browser.complaints()).isEmpty();
    }

    /// 1,000 iterations of four states are 10,006 events.
    @Test
    void aLongHistoryIsNeverWholeInThePage() {
        ObjectNode input = object();
        for (int i = 0; i < 1_000; i++) {
            input.withArray("items").add(i);
        }
        String arn = started("long", input);
        runtime.endOfExecution(arn).toCompletableFuture().join();
        browser.open("execution/" + encoded(arn));
        browser.untilText("10006 events");

        assertThat(lines()).isLessThan(60);
        browser.driver()
                .executeScript("const list = document.querySelector('.scroller'); list.scrollTop = list.scrollHeight");
        browser.untilText("ExecutionSucceeded");
        assertThat(lines()).isLessThan(60);

        browser.press("Timeline");
        browser.untilText("Each[0]");
        assertThat(lines()).isLessThan(60);
        assertThat(browser.complaints()).isEmpty();
    }

    private static long lines() {
        Object lines = browser.driver().executeScript("return document.querySelectorAll('.grid .line').length");
        return Long.parseLong(String.valueOf(lines));
    }

    @Test
    void aPhoneShowsEveryViewWithoutScrollingSideways() {
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
        try {
            for (String view : VIEWS) {
                browser.open(view);
                assertThat(browser.driver().executeScript("return document.documentElement.scrollWidth <= innerWidth"))
                        .as(view)
                        .isEqualTo(true);
            }
        } finally {
            browser.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }
}
