// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static dev.stepgate.test.Stepgate.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Functions that run side by side, and functions that wait for this runtime.
@SuppressWarnings("NullAway") // set before all tests
class OrderTest {
    private static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");

    @TempDir
    static Path folder;

    private static Stepgate stepgate;

    @BeforeAll
    static void start() throws IOException {
        compile("Asking.java", ASKING);
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        stepgate = Stepgate.start(StepgateOptions.of(folder.resolve("template.yaml")));
    }

    @AfterAll
    static void end() {
        stepgate.close();
    }

    @BeforeEach
    void reset() {
        stepgate.reset();
    }

    @Test
    void functionsThatEndAtOneInstantEndInTheOrderOfTheirCalls() {
        WorkflowExecution execution =
                stepgate.machine("Beside").start("{'slow':{'spin':60},'quick':{'spin':0},'asking':{'nap':0}}");

        assertThat(execution).succeededWith("['slow','quick','asking']");
        assertThat(ended(execution)).containsExactly("\"slow\"", "\"quick\"", "\"asking\"");
    }

    @Test
    void sleepersEndWhenTheyWake() {
        WorkflowExecution execution = stepgate.machine("Beside")
                .start("{'slow':{'sleep':3000},'quick':{'sleep':1000},'asking':{'sleep':3000}}");

        assertThat(execution).succeededWith("['slow','quick','asking']");
        assertThat(ended(execution)).containsExactly("\"quick\"", "\"slow\"", "\"asking\"");
        assertThat(stepgate.time().now()).isEqualTo(BEGINNING.plusSeconds(3));
    }

    @Test
    void aFunctionThatWaitsForAWorkflowLetsTheClockGoOn() {
        WorkflowExecution execution =
                stepgate.machine("Beside").start("{'slow':{'nap':20},'quick':{'nap':10},'asking':{'spin':1}}");

        assertThat(execution).succeededWith("['slow','quick','asking']");
        assertThat(ended(execution)).containsExactly("\"asking\"", "\"quick\"", "\"slow\"");
        assertThat(stepgate.time().now()).isEqualTo(BEGINNING.plusSeconds(20));
    }

    @Test
    void aFunctionThatPollsLetsTheClockGoOn() {
        JsonNode answer = invoke("{'poll':true}");

        assertThat(answer).isEqualTo(json("'polled'"));
        assertThat(stepgate.time().now()).isEqualTo(BEGINNING.plusSeconds(60));
    }

    @Test
    void aFunctionCallsAnotherByWayOfAWorkflow() {
        JsonNode answer = invoke("{'call':true}");

        assertThat(answer).isEqualTo(json("'called'"));
    }

    @Test
    void aFunctionSeesTheClock() {
        assertThat(invoke("{'clocks':true}"))
                .isEqualTo(json("'1735689600000 2025-01-01T00:00:05Z 2025-01-01T00:00:05Z 2025 1735689605000 5000000000"
                        + " 2025-01-01T00:00:05Z'"));
    }

    @Test
    void twoAtOneInstantAreOneHistoryEachTime() {
        List<String> histories = new ArrayList<>();
        for (int run = 0; run < 20; run++) {
            stepgate.reset();
            stepgate.time().pause();
            List<WorkflowExecution> executions = Stream.of(
                            "{'slow':{'nap':1},'quick':{'nap':1},'asking':{'nap':1}}",
                            "{'slow':{'nap':1},'quick':{'sleep':1000},'asking':{'nap':1}}")
                    .map(input -> stepgate.machine("Beside").start(input))
                    .toList();
            stepgate.time().advance(Duration.ofSeconds(1));
            histories.add(
                    executions.stream().map(each -> each.arn() + each.history()).toList()
                            + stepgate.log("AskingFunction").toString());
        }

        assertThat(histories).allSatisfy(history -> assertThat(history).isEqualTo(histories.getFirst()));
    }

    @Test
    void theRandomNumbersOfAFunctionAreThoseOfItsCall() {
        JsonNode first = invoke("{'dice':true}");
        JsonNode second = invoke("{'dice':true}");
        stepgate.reset();

        assertThat(invoke("{'dice':true}")).isEqualTo(first).isNotEqualTo(second);
    }

    @Test
    void aFunctionThatHangsDoesNoHarmToTheNextTest() {
        String quiet = history("{'name':'me'}");
        stepgate.reset();
        stepgate.machine("Alone").start("{'hang':true}");

        stepgate.reset();

        assertThat(history("{'name':'me'}")).isEqualTo(quiet);
        assertThat(stepgate.machine("Hanging").executions()).isEmpty();
    }

    private static String history(String event) {
        WorkflowExecution execution = stepgate.machine("Alone").start(event);
        stepgate.time().awaitIdle();
        return execution.arn() + execution.history();
    }

    private static JsonNode invoke(String event) {
        WorkflowExecution execution = stepgate.machine("Alone").start(event);
        stepgate.time().awaitIdle();
        return execution
                        .history()
                        .getLast()
                        .path("executionSucceededEventDetails")
                        .path("output")
                        .isTextual()
                ? json(execution
                        .history()
                        .getLast()
                        .path("executionSucceededEventDetails")
                        .path("output")
                        .asText())
                : execution.history().getLast();
    }

    private static List<String> ended(WorkflowExecution execution) {
        return execution.history().stream()
                .filter(event -> event.path("type").asText().equals("LambdaFunctionSucceeded"))
                .map(event -> event.path("lambdaFunctionSucceededEventDetails")
                        .path("output")
                        .asText())
                .toList();
    }

    private static void compile(String file, String text) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("code/target/classes"));
        Path list = Path.of("src/functions/target/function.classpath");
        Files.copy(list, folder.resolve("code/target/function.classpath"));
        Path source = Files.writeString(folder.resolve(file), text);
        String classPath = Files.readString(list).strip();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", classes.toString(), source.toString());
        assertThat(status).isZero();
    }

    private static final String ASKING = """
            import com.amazonaws.services.lambda.runtime.*;
            import java.net.URI;
            import java.time.*;
            import java.util.*;
            import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
            import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
            import software.amazon.awssdk.services.sfn.SfnClient;

            public class Asking implements RequestHandler<Map<String, Object>, String> {
                private static final SfnClient STEP_FUNCTIONS = SfnClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .overrideConfiguration(options -> options.putAdvancedOption(
                                SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
                        .build();

                @Override
                public String handleRequest(Map<String, Object> event, Context context) {
                    try {
                        for (String what : event.keySet()) {
                            switch (what) {
                                case "spin" -> java.util.concurrent.locks.LockSupport.parkNanos(number(event, what) * 1_000_000L);
                                case "sleep" -> Thread.sleep(number(event, what));
                                case "nap" -> System.out.println("slept " + run("Nap", "{\\"seconds\\":" + number(event, what) + "}"));
                                case "poll" -> {
                                    STEP_FUNCTIONS.getActivityTask(request -> request.activityArn(
                                            "arn:aws:states:us-east-1:123456789012:activity:nobody"));
                                    return "polled";
                                }
                                case "call" -> {
                                    run("Calling", "{\\"name\\":\\"inner\\",\\"sleep\\":10}");
                                    return "called";
                                }
                                case "dice" -> {
                                    return UUID.randomUUID() + " " + Math.random() + " " + new Random().nextInt();
                                }
                                case "hang" -> hang();
                                case "clocks" -> {
                                    return clocks();
                                }
                                default -> {}
                            }
                        }
                        return (String) event.getOrDefault("name", "");
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }

                private static void hang() {
                    for (int i = 0; i < 1000; i++) {
                        try {
                            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000L);
                            STEP_FUNCTIONS.startExecution(request -> request.stateMachineArn(
                                    "arn:aws:states:us-east-1:123456789012:stateMachine:Hanging").input("{}"));
                        } catch (Throwable ignored) {
                            Thread.interrupted();
                        }
                    }
                }

                private static String clocks() throws InterruptedException {
                    long start = System.currentTimeMillis();
                    long nanos = System.nanoTime();
                    Thread.sleep(5000);
                    java.util.function.Supplier<Instant> now = Instant::now;
                    return start + " " + Instant.now() + " " + Clock.systemUTC().instant() + " "
                            + LocalDate.now(ZoneOffset.UTC).getYear() + " " + new Date().getTime() + " "
                            + (System.nanoTime() - nanos) + " " + now.get();
                }

                private static long number(Map<String, Object> event, String name) {
                    return ((Number) event.get(name)).longValue();
                }

                private static String run(String machine, String input) {
                    return STEP_FUNCTIONS.startSyncExecution(request -> request
                            .stateMachineArn("arn:aws:states:us-east-1:123456789012:stateMachine:" + machine)
                            .input(input)).output();
                }
            }
            """;

    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              AskingFunction:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: code, Handler: Asking, Runtime: java25, Timeout: 100}
              Nobody:
                Type: AWS::StepFunctions::Activity
                Properties: {Name: nobody}
              Nap:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Name: Nap
                  Type: EXPRESS
                  Definition:
                    StartAt: Wait
                    States: {Wait: {Type: Wait, SecondsPath: $.seconds, End: true}}
              Calling:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Name: Calling
                  Type: EXPRESS
                  Definition:
                    StartAt: Call
                    States: {Call: {Type: Task, Resource: !GetAtt AskingFunction.Arn, End: true}}
              Hanging:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Name: Hanging
                  Definition:
                    StartAt: Done
                    States: {Done: {Type: Succeed}}
              Alone:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Definition:
                    StartAt: Call
                    States: {Call: {Type: Task, Resource: !GetAtt AskingFunction.Arn, End: true}}
              Beside:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Definition:
                    StartAt: All
                    States:
                      All:
                        Type: Parallel
                        End: true
                        Branches:
                          - StartAt: NameSlow
                            States:
                              NameSlow: {Type: Pass, Result: slow, ResultPath: $.slow.name, OutputPath: $.slow, Next: Slow}
                              Slow: {Type: Task, Resource: !GetAtt AskingFunction.Arn, End: true}
                          - StartAt: NameQuick
                            States:
                              NameQuick: {Type: Pass, Result: quick, ResultPath: $.quick.name, OutputPath: $.quick, Next: Quick}
                              Quick: {Type: Task, Resource: !GetAtt AskingFunction.Arn, End: true}
                          - StartAt: NameAsking
                            States:
                              NameAsking: {Type: Pass, Result: asking, ResultPath: $.asking.name, OutputPath: $.asking, Next: Asking}
                              Asking: {Type: Task, Resource: !GetAtt AskingFunction.Arn, End: true}
            """;
}
