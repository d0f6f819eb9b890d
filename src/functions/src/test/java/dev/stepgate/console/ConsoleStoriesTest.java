// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.log.RuntimeLog;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// Uses the five systems in the console as a person would, in a real browser. Skipped where there is none.
class ConsoleStoriesTest {
    private static LocalRuntime runtime;
    private static Browser browser;

    @BeforeAll
    static void start() {
        assumeTrue(Browser.lack().isEmpty(), () -> Browser.lack().orElse(""));
        RuntimeOptions options = RuntimeOptions.of(Path.of("template.yaml"))
                .withParameters(Map.of("RamenTimerSeconds", "1"))
                .withPorts(new RuntimeOptions.Ports(0, 0, 0).withConsole(0));
        runtime = LocalRuntime.start(options, RuntimeDependencies.real(RuntimeLog.NONE));
        browser = new Browser(runtime.console().orElseThrow());
    }

    @AfterAll
    static void stop() {
        if (runtime != null) {
            browser.close();
            runtime.close();
        }
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    private static void send(String method, String path, String body) {
        browser.open("try");
        browser.type("Method", method);
        browser.type("Path and query", path);
        browser.type("Header fields, one on a line", body.isEmpty() ? "" : "Content-Type: application/json");
        browser.type("Body", body);
        browser.press("Send");
        browser.untilText("Its way through the API");
    }

    private static String machine(String name) {
        return "machine/arn%3Aaws%3Astates%3Aus-east-1%3A123456789012%3AstateMachine%3Astepgate-" + name;
    }

    @Test
    void theAsynchronousApiWaitsAndIsAnsweredInThePage() {
        send("POST", "/api/async", "{\"waitTime\":60,\"status\":\"success\"}");
        browser.open("callbacks");
        browser.untilText("Invoke Async API & Wait For CallBack");
        browser.open(machine("AsyncApiCallback"));
        browser.untilText("Running 1");
        browser.click(".grid .line.clickable a");
        browser.untilText("waits for a callback");

        browser.press("Answer");
        browser.type("Output, as JSON", "{\"status\":200,\"from\":\"the page\"}");
        browser.press("Send success");

        browser.untilText("Succeeded");
        browser.chooseState("Invoke Async API & Wait For CallBack");
        browser.untilText("\"from\": \"the page\"");
    }

    @Test
    void aCallbackIsAnsweredFromTheListAndItsExecutionFollowed() {
        send("POST", "/api/async", "{\"waitTime\":61,\"status\":\"success\"}");
        browser.open("executions");
        browser.untilText("callback, in Invoke Async API & Wait For CallBack");
        browser.open("callbacks");
        browser.press("Answer");
        browser.untilText("How Check Response Status decides");
        assertThat(browser.text()).contains("$states.input.status = 200");
        browser.press("Send success");
        browser.untilText("The output is empty: enter one JSON value");
        browser.type("Output, as JSON", "{\"status\":200}");
        browser.press("Send success");

        browser.untilText("has its answer");
        browser.click("main .panel p a[href^='#/execution/']");
        browser.untilText("Succeeded");
    }

    @Test
    void theRowOfAStateMachineOpensItByPointerAndByKeys() {
        browser.open("machines");
        browser.click(".grid .line.clickable span:nth-child(2)");
        browser.untilText("Start execution");
        browser.open("machines");
        browser.until(".grid .line.clickable");
        browser.until(".grid .scroller").sendKeys(Keys.ARROW_DOWN, Keys.ENTER);
        browser.untilText("Start execution");
    }

    @Test
    void theListOfRequestsShowsALongReasonOnTwoLinesAndWholeWhenPointedAt() {
        send("POST", "/api/execute/uploads", "[]");
        browser.open("requests");
        WebElement reason = browser.until(".grid .two-lines");

        assertThat(reason.getAttribute("title")).startsWith("method request: ").hasSizeGreaterThan(60);
        assertThat(reason.getCssValue("white-space")).isEqualTo("normal");
        assertThat(reason.getText()).hasSizeGreaterThan(60);
    }

    @Test
    void theBenchNamesThePlaceWhereATemplateFails() {
        browser.open("bench");
        browser.type("Mapping template", "{\n  \"name\": $util.shout('x')\n}");
        browser.untilText("The template fails at line 2, column ");
        browser.press("Go to line 2");
        browser.type("Mapping template", "{\n  \"name\": Bob\n}");
        browser.untilText("Unrecognized token 'Bob'");
        assertThat(browser.text()).contains("The result is not JSON", "line 2, column ");
    }

    @Test
    void theUsersCheckIsFollowedThroughTheApi() {
        send("GET", "/api/2/users/50", "");
        browser.untilText("\"valid\": false");
        browser.click("a[href^='#/request/']");
        browser.untilText("Rendered request");
        assertThat(browser.text())
                .contains("Integration request", "StartSyncExecution", "Rendered answer", "/{version}/users/{id}");

        browser.open(machine("ValidateUser"));
        browser.untilText("Succeeded 1");
    }

    @Test
    void executeIsStartedWithAnInputAndSeenInItsGraph() {
        browser.open(machine("Workflow"));
        browser.press("Start execution");
        browser.type("Input", "{\"from\":\"the console\"}");
        browser.press("Start");

        browser.untilText("Succeeded");
        browser.until(".graph .state.succeeded[data-state=End]");
        browser.chooseState("Wait500");
        browser.untilText("Parallel State[1]");
        browser.press("Timeline");
        browser.until(".bars .track .SUCCEEDED");
        assertThat(browser.text()).contains("Wait3000 Parallel State[0]");
    }

    @Test
    void theRamenTimerIsStartedAgainWithAnotherInput() {
        send("POST", "/api/ramen/start-execution", "{\"input1\":\"first\"}");
        browser.open(machine("RamenTimer"));
        browser.untilText("Succeeded 1");
        browser.click(".grid .line.clickable a");
        browser.untilText("\"input1\": \"first\"");
        browser.press("Start again");
        browser.type("Input", "{\"input1\":\"second\"}");
        browser.press("Start");

        browser.untilText("\"input1\": \"second\"");
        browser.untilText("Succeeded");
    }

    @Test
    void aWebSocketMessageIsTypedAndAnswered() {
        browser.open("sockets");
        browser.press("Connect");
        browser.untilText("Connected to");
        browser.type("Message", "{\"first_name\":\"Jane\"}");
        browser.press("Send");

        browser.untilText("Received,");
        browser.untilText("from the client");
        browser.untilText("to the client");
        browser.press("Disconnect");
        browser.untilText("Closed,");
    }

    @Test
    void aFunctionIsInvokedWithAnEventAtHand() {
        browser.open("function/stepgate-StartFunction");
        browser.type("Event", "{\"any\":\"thing\"}");
        browser.press("Invoke");

        browser.untilText("\"function\": \"start\"");
        browser.until(".grid .line");
    }
}
