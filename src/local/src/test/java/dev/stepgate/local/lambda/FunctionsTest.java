// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.RealTime;
import dev.stepgate.local.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway")
class FunctionsTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    private final VirtualTime time = new VirtualTime(START);
    private final RealTime realTime = new RealTime();
    private FunctionProject project;

    @BeforeEach
    void open(@TempDir Path folder) {
        project = new FunctionProject(folder);
    }

    @AfterEach
    void close() {
        project.close();
        realTime.close();
    }

    @Test
    void functionsOfOneClassHaveTheirOwnStaticFieldsAndVariables() throws Exception {
        Functions functions = project.source("""
                        public class Counter {
                            static int count;
                            public String run() { return System.getenv("NAME") + ++count; }
                        }
                        """)
                .function("first", "Counter::run", Map.of("NAME", "a"))
                .function("second", "Counter::run", Map.of("NAME", "b"))
                .start(time);

        assertThat(FunctionProject.answer(functions, "first", "{}")).isEqualTo("\"a1\"");
        assertThat(FunctionProject.answer(functions, "first", "{}")).isEqualTo("\"a2\"");
        assertThat(FunctionProject.answer(functions, "second", "{}")).isEqualTo("\"b1\"");
    }

    @Test
    void aFunctionSeesTheVariablesOfLambdaAndNoneOfTheMachine() throws Exception {
        Functions functions = project.source("""
                        public class Variables {
                            public Map<String, String> run() {
                                java.util.function.Function<String, String> one = System::getenv;
                                java.util.function.Supplier<Map<String, String>> all = System::getenv;
                                Map<String, String> seen = new HashMap<>(all.get());
                                seen.put("byReference", one.apply("AWS_REGION"));
                                return seen;
                            }
                        }
                        """)
                .function("variables", "Variables::run", Map.of("TABLE", "t", "AWS_REGION", "ignored"))
                .start(time);

        JsonNode seen = Json.parse(FunctionProject.answer(functions, "variables:live", "{}"));

        assertThat(seen.path("TABLE").asText()).isEqualTo("t");
        assertThat(seen.path("AWS_REGION").asText()).isEqualTo("us-east-1");
        assertThat(seen.path("byReference").asText()).isEqualTo("us-east-1");
        assertThat(seen.path("AWS_ENDPOINT_URL").asText()).isEqualTo("http://127.0.0.1:4566");
        assertThat(seen.path("AWS_LAMBDA_FUNCTION_NAME").asText()).isEqualTo("variables");
        assertThat(seen.path("AWS_LAMBDA_FUNCTION_VERSION").asText()).isEqualTo("1");
        assertThat(seen.has("HOME")).isFalse();
    }

    @Test
    void theContextNamesTheCalledFunction() throws Exception {
        Functions functions = project.source("""
                        public class Told {
                            public Map<String, Object> run(Context c) {
                                return Map.of("name", c.getFunctionName(), "version", c.getFunctionVersion(), "arn", c.getInvokedFunctionArn(),
                                        "memory", c.getMemoryLimitInMB(), "left", c.getRemainingTimeInMillis(), "group", c.getLogGroupName(),
                                        "id", c.getAwsRequestId(), "custom", c.getClientContext().getCustom(),
                                        "stream", c.getLogStreamName());
                            }
                        }
                        """).function("told", "Told::run").start(time);
        String client =
                Base64.getEncoder().encodeToString("{\"custom\":{\"k\":\"v\"}}".getBytes(StandardCharsets.UTF_8));

        JsonNode told = invoke(
                functions,
                "{\"FunctionName\":\"123456789012:function:told\",\"Qualifier\":\"live\",\"ClientContext\":\"" + client
                        + "\"}");

        assertThat(payload(told).path("stream").asText()).startsWith("2025/01/01/[1]");
        assertThat(payload(told).toString())
                .contains("\"name\":\"told\"", "\"version\":\"1\"", "\"memory\":128", "\"left\":3000")
                .contains("\"arn\":\"arn:aws:lambda:us-east-1:123456789012:function:told:live\"")
                .contains("\"group\":\"/aws/lambda/told\"", "\"id\":\"request-1\"", "\"custom\":{\"k\":\"v\"}");
        assertThat(told.path("ExecutedVersion").asText()).isEqualTo("1");
    }

    /// The forms of `FunctionName` in Lambda's API model.
    @Test
    void aFunctionIsFoundByAnyPartOfItsArnThatEndsWithItsName() throws Exception {
        Functions functions = project.source("public class Named { public String run() { return \"found\"; } }")
                .function("named", "Named::run")
                .start(time);

        for (String name : List.of(
                "named",
                "named:$LATEST",
                "named:live",
                "function:named",
                "function:named:live",
                "123456789012:named",
                "123456789012:function:named:$LATEST",
                "us-east-1:123456789012:function:named",
                "us-east-1:123456789012:function:named:live",
                "arn:aws:lambda:us-east-1:123456789012:function:named")) {
            assertThat(payload(invoke(functions, "{\"FunctionName\":\"" + name + "\"}"))
                            .asText())
                    .as(name)
                    .isEqualTo("found");
        }
        for (String name : List.of("eu-west-1:123456789012:function:named", "210987654321:function:named")) {
            assertThatThrownBy(() -> invoke(functions, "{\"FunctionName\":\"" + name + "\"}"))
                    .as(name)
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            refused -> assertThat(refused.code()).isEqualTo("ResourceNotFoundException"));
        }
    }

    @Test
    void aCallThatTakesTooLongIsTimedOutAndTheNextStartsAfresh() throws Exception {
        Functions functions = project.source("""
                        public class Slow {
                            static int calls;
                            public int run(Integer seconds) throws Exception {
                                calls++;
                                Thread.sleep(seconds * 1000L);
                                return calls;
                            }
                        }
                        """).function("slow", "Slow::run").start(time);

        InvocationResult invocation = FunctionProject.invoke(functions, "slow", "10");

        assertThat(time.now()).isEqualTo(START.plusSeconds(3));
        assertThat(Json.parse(invocation.payload()))
                .isEqualTo(Json.parse("{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: "
                        + invocation.call().requestId() + " Error: Task timed out after 3.00 seconds\"}"));
        assertThat(FunctionProject.answer(functions, "slow", "0")).isEqualTo("1");
    }

    @Test
    void aHandlerThatNeverStopsIsTimedOutToo() throws Exception {
        Functions functions =
                project.source("""
                        public class Endless {
                            public void run() { while (!Thread.interrupted()) { Thread.onSpinWait(); } }
                        }
                        """).function("endless", "Endless::run").start(realTime);

        assertThat(new String(FunctionProject.invoke(functions, "endless", "{}").payload(), StandardCharsets.UTF_8))
                .contains("Task timed out after 3.00 seconds");
    }

    @Test
    void sleepingHandlersWaitOnVirtualTime() throws Exception {
        Functions functions =
                project.source("""
                        public class Sleepy {
                            public int run(Context context) throws Exception {
                                Thread.sleep(1000);
                                java.util.concurrent.TimeUnit.MILLISECONDS.sleep(500);
                                Thread.sleep(java.time.Duration.ofMillis(400));
                                return context.getRemainingTimeInMillis();
                            }
                        }
                        """).function("sleepy", "Sleepy::run").start(time);

        time.pause();
        List<CompletableFuture<InvocationResult>> calls = IntStream.range(0, 20)
                .mapToObj(_ -> functions
                        .invoke(InvokeRequest.of("sleepy", new byte[] {'1'}))
                        .toCompletableFuture())
                .toList();
        time.resume();

        for (CompletableFuture<InvocationResult> call : calls) {
            assertThat(call.get(60, TimeUnit.SECONDS).payload()).asString().isEqualTo("1100");
        }
        assertThat(time.now()).isEqualTo(START.plusMillis(1900));
    }

    @Test
    void anInstanceHasOneCallAtATimeAndIsUsedAgain() throws Exception {
        Functions functions =
                project.source("""
                        public class Instance {
                            private final String id = UUID.randomUUID().toString();
                            public String run(Integer millis) throws Exception { Thread.sleep(millis); return id; }
                        }
                        """).function("instance", "Instance::run").start(time);

        CompletableFuture<InvocationResult> first = functions
                .invoke(InvokeRequest.of("instance", "1000".getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture();
        CompletableFuture<InvocationResult> second = functions
                .invoke(InvokeRequest.of("instance", "1000".getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture();
        String one = new String(first.get(60, TimeUnit.SECONDS).payload(), StandardCharsets.UTF_8);
        String two = new String(second.get(60, TimeUnit.SECONDS).payload(), StandardCharsets.UTF_8);
        String three = FunctionProject.answer(functions, "instance", "0");

        assertThat(one).isNotEqualTo(two);
        assertThat(three).isIn(one, two);
    }

    @Test
    void callsBeyondTheReservedConcurrencyAreThrottled() throws Exception {
        Functions functions = project.source(
                        "public class Busy { public void run() throws Exception { Thread.sleep(2000); } }")
                .reserved("busy", "Busy::run", 1)
                .start(time);
        time.pause();
        CompletableFuture<InvocationResult> running =
                functions.invoke(InvokeRequest.of("busy", new byte[0])).toCompletableFuture();

        assertThatThrownBy(() -> functions.invoke(InvokeRequest.of("busy", new byte[0])))
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(429);
                    assertThat(refused.code()).isEqualTo("TooManyRequestsException");
                    assertThat(refused.message()).isEqualTo("Rate Exceeded.");
                });
        time.resume();
        running.get(60, TimeUnit.SECONDS);
        assertThat(FunctionProject.invoke(functions, "busy", "{}")).isInstanceOf(InvocationResult.Succeeded.class);
    }

    @Test
    void linesCarryTheFunctionsNameAndAreKeptForTheCaller() throws Exception {
        Functions functions =
                project.source("""
                        public class Talking {
                            public void run(Context context) throws Exception {
                                System.out.print("a");
                                System.out.println("b");
                                context.getLogger().log("two\\nlines");
                                LambdaRuntime.getLogger().log("by the runtime");
                                new IllegalStateException("caught").printStackTrace();
                                Thread other = new Thread(() -> System.err.println("from a thread"));
                                other.start();
                                other.join();
                                System.out.print("no line end");
                            }
                        }
                        """).function("talking", "Talking::run").start(time);

        JsonNode answer = invoke(functions, "{\"FunctionName\":\"talking\",\"LogType\":\"Tail\"}");

        assertThat(project.lines())
                .contains(
                        "talkingFunction | ab",
                        "talkingFunction | two\nlines",
                        "talkingFunction | by the runtime",
                        "talkingFunction | java.lang.IllegalStateException: caught",
                        "talkingFunction | from a thread",
                        "talkingFunction | no line end");
        assertThat(new String(
                        Base64.getDecoder().decode(answer.path("LogResult").asText()), StandardCharsets.UTF_8))
                .containsPattern("(?s)^START RequestId: \\S+ Version: \\$LATEST\nab\ntwo\nlines\n.*from a thread\n")
                .containsPattern("no line end\nEND RequestId: \\S+\nREPORT RequestId: \\S+\tDuration: .* MB\n$");
    }

    @Test
    void anAsynchronousCallIsMadeThreeTimesInAll() throws Exception {
        Functions functions =
                project.source("""
                        public class Failing {
                            public void run() { System.out.println("tried"); throw new IllegalStateException("always"); }
                        }
                        """).function("failing", "Failing::run").start(time);

        JsonNode answer = invoke(functions, "{\"FunctionName\":\"failing\",\"InvocationType\":\"Event\"}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> project.lines().stream().anyMatch(line -> line.contains("given up")));

        assertThat(answer).isEqualTo(Json.parse("{\"StatusCode\":202}"));
        assertThat(project.lines())
                .filteredOn("failingFunction | tried"::equals)
                .hasSize(3);
        assertThat(time.now()).isEqualTo(START.plusSeconds(180));
    }

    @Test
    void anEventThatIsNotJsonIsRefused() {
        Functions functions = project.function("any", "Any").start(time);

        assertThatThrownBy(() -> invoke(functions, "{\"FunctionName\":\"any\",\"Payload\":\"e2E=\"}"))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("InvalidRequestContentException"));
    }

    @Test
    void functionsAreListedAndDescribed() throws Exception {
        Functions functions =
                project.function("one", "One").function("two", "Two::run").start(time);

        JsonNode list = call(functions, "ListFunctions", "{}").path("Functions");
        JsonNode two =
                call(functions, "GetFunction", "{\"FunctionName\":\"two\"}").path("Configuration");

        assertThat(list)
                .extracting(function -> function.path("FunctionName").asText())
                .containsExactly("one", "two");
        assertThat(two.path("Handler").asText()).isEqualTo("Two::run");
        assertThatThrownBy(() -> call(functions, "DeleteFunction", "{}")).isInstanceOf(AwsException.class);
    }

    private static JsonNode invoke(Functions functions, String input) throws Exception {
        return call(functions, "Invoke", input);
    }

    private static JsonNode call(Functions functions, String operation, String input) throws Exception {
        return functions
                .call(new AwsCall(operation, Json.parse(input), "request-1"))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    private static JsonNode payload(JsonNode answer) {
        return Json.parse(Base64.getDecoder().decode(answer.path("Payload").asText()));
    }
}
