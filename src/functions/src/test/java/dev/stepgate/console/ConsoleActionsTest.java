// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.time.VirtualTime;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateOptions;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes the runtime from the page, in a real browser, on virtual time that stands still. Skipped where
/// there is no browser.
class ConsoleActionsTest {
    private static final Path TEMPLATE = Path.of("template.yaml");

    private static LocalRuntime runtime;
    private static Browser browser;

    @BeforeAll
    static void start() {
        assumeTrue(Browser.lack().isEmpty(), () -> Browser.lack().orElse(""));
        VirtualTime time = new VirtualTime();
        time.pause();
        runtime = LocalRuntime.start(
                RuntimeOptions.of(TEMPLATE).withPorts(new RuntimeOptions.Ports(0, 0, 0).withConsole(0)),
                new RuntimeDependencies(time, ExecutionIds.unseeded(), RuntimeLog.NONE));
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

    private static String started(String machine, String input) {
        ObjectNode start = Json.mapper().createObjectNode().put("input", input);
        start.put("stateMachineArn", "arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-" + machine);
        JsonNode answer = runtime.call("states", "StartExecution", start)
                .toCompletableFuture()
                .join();
        return answer.path("executionArn").asText();
    }

    private static void open(String execution) {
        browser.open("execution/" + URLEncoder.encode(execution, StandardCharsets.UTF_8));
        browser.until(".graph .state");
    }

    @Test
    void anExecutionIsStoppedAndRedriven() {
        open(started("AsyncApiCallback", "{\"waitTime\":200,\"status\":\"success\"}"));
        browser.untilText("waits for a callback");

        browser.press("Stop");
        browser.untilText("Aborted");
        browser.press("Redrive");

        browser.untilText("redriven 1 times");
        browser.untilText("waits for a callback");
    }

    @Test
    void theClockJumpsToTheNextTimer() {
        open(started("AsyncWorkflow", "{\"message\":{\"data\":7,\"seconds\":500},\"connectionId\":\"none\"}"));
        browser.untilText("waits");

        browser.pressUntil("Next timer", "Succeeded");
    }

    @Test
    void aQueueIsSentToReceivedFromAndPurged() {
        browser.open("queues");
        browser.press("stepgate-LostEvents");
        for (String body : List.of("first", "second")) {
            browser.press("Send");
            browser.type("Body", body);
            browser.press("Send");
            browser.untilText(body);
        }
        browser.untilText("2 messages");

        browser.press("Receive");
        browser.press("Delete it");
        browser.untilText("1 message");
        browser.press("Purge");
        browser.press("Purge");
        browser.untilText("0 messages");
    }

    /// Or a message would go to the queue that was shown before.
    @Test
    void aQueueThatIsNotChosenAnyMoreOffersNothing() {
        browser.open("queues");
        browser.press("stepgate-LostEvents");
        browser.untilText("arn:aws:sqs:us-east-1:123456789012:stepgate-LostEvents");

        assertThat(browser.offersAfterPressing("stepgate-RequestDeadLetterQueue", "Send"))
                .isFalse();
    }

    @Test
    void aDeadLetterQueueOffersToSendItsMessagesBack() {
        browser.open("queues");
        browser.press("stepgate-RequestDeadLetterQueue");
        browser.press("Send back");

        browser.untilText("Each message goes back");
        JsonNode tasks = runtime.call(
                        "sqs",
                        "ListMessageMoveTasks",
                        Json.mapper()
                                .createObjectNode()
                                .put("SourceArn", "arn:aws:sqs:us-east-1:123456789012:stepgate-RequestDeadLetterQueue"))
                .toCompletableFuture()
                .join();
        assertThat(tasks.path("Results")).hasSize(1);
    }

    /// The copied test is compiled and passes.
    @Test
    void anExecutionIsCopiedAsATestAndAsALine(@TempDir Path folder) throws Exception {
        open(started("AsyncApiCallback", "{\"waitTime\":\"it's \\\"\\\"\\\" \\\\ no number \"}"));
        browser.untilText("Failed");

        browser.press("Copy as AWS CLI");
        String line = browser.copied();
        assertThat(line).startsWith("aws --endpoint-url " + runtime.aws() + " stepfunctions start-execution ");
        assertThat(line).contains("--input '{\"waitTime\":\"it'\\''s ");

        browser.press("Copy as test");
        Path source = folder.resolve("stepgateAsyncApiCallbackConsoleTest.java");
        Files.writeString(source, browser.copied());
        String[] arguments = {"-proc:none", "-cp", System.getProperty("java.class.path"), source.toString()};
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
                .isZero();
        try (URLClassLoader classes = new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
                Stepgate stepgate = Stepgate.start(StepgateOptions.of(TEMPLATE))) {
            Constructor<?> test =
                    classes.loadClass("stepgateAsyncApiCallbackConsoleTest").getDeclaredConstructor();
            test.setAccessible(true);
            Method method = test.getDeclaringClass().getDeclaredMethod("endsAsItDidInTheConsole", Stepgate.class);
            method.setAccessible(true);
            method.invoke(test.newInstance(), stepgate);
        }
    }
}
