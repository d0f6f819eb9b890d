// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.RealTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Functions that fail, as [Lambda's Java
/// runtime](https://docs.aws.amazon.com/lambda/latest/dg/java-exceptions.html) and
/// aws-lambda-java-runtime-interface-client 2.9.0 report them. The cases are our own.
class FunctionErrorsTest {

    private static final RealTime TIME = new RealTime();
    private static FunctionProject project;
    private static Functions functions;

    @BeforeAll
    static void compile(@TempDir Path folder) {
        project = new FunctionProject(folder)
                .source("""
                        public class Throwing {
                            public static class Refused extends Exception {
                                Refused(String message) { super(message, new IllegalStateException("why")); }
                            }
                            public String checked(String event) throws Refused { throw new Refused(event); }
                            public String silent(String event) { throw new IllegalStateException(); }
                            public String hasty(String event) throws Exception { Thread.sleep(-1); return ""; }
                            public String deep(String event) { return deep(event); }
                            public String unspeakable(String event) {
                                throw new RuntimeException() {
                                    @Override
                                    public String getMessage() { throw new IllegalStateException("no message"); }
                                };
                            }
                            public String exit(Integer event) { System.exit(event); return ""; }
                            public String halt(Integer event) { Runtime.getRuntime().halt(event); return ""; }
                            public String large(Integer event) { return "x".repeat(event); }
                            public Object unwritable(Integer event) { return new Object() { public int getX() { throw new IllegalStateException("x"); } }; }
                        }
                        """)
                .source("""
                        public class Plain implements RequestHandler<String, String> {
                            public String handleRequest(String event, Context context) {
                                throw new UnsupportedOperationException("plain");
                            }
                        }
                        """)
                .source("""
                        public class Unmade {
                            public Unmade() { throw new IllegalArgumentException("no table"); }
                            public String run() { return ""; }
                        }
                        """)
                .source("""
                        public class Unloaded {
                            static final int ZERO = Integer.parseInt("x");
                            public String run() { return ""; }
                        }
                        """)
                .source("public class Hidden { private Hidden() {} public String run() { return \"\"; } }")
                .source("public class Neither {}");
        for (String method : new String[] {
            "checked", "silent", "hasty", "deep", "exit", "halt", "large", "unwritable", "missing", "unspeakable"
        }) {
            project.function(method, "Throwing::" + method);
        }
        project.function("plain", "Plain");
        project.function("unmade", "Unmade::run");
        project.function("unloaded", "Unloaded::run");
        project.function("hidden", "Hidden::run");
        project.function("neither", "Neither");
        project.function("unknown", "no.such.Class");
        project.function("nameless", "::run");
        functions = project.start(TIME);
    }

    @AfterAll
    static void close() {
        project.close();
        TIME.close();
    }

    @Test
    void anExceptionIsReportedWithTypeMessageAndTheHandlersOwnFrames() throws Exception {
        JsonNode error = error("plain", "\"\"");

        assertThat(error.path("errorType").asText()).isEqualTo("java.lang.UnsupportedOperationException");
        assertThat(error.path("errorMessage").asText()).isEqualTo("plain");
        assertThat(error.path("stackTrace").get(0).asText()).isEqualTo("Plain.handleRequest(Plain.java:7)");
        assertThat(error.path("stackTrace"))
                .allSatisfy(frame -> assertThat(frame.asText()).startsWith("Plain."));
        assertThat(error.properties()).hasSize(3);
    }

    @Test
    void aHandlersOwnExceptionKeepsItsBinaryName() throws Exception {
        JsonNode error = error("checked", "\"it's \\\"over\\\"\"");

        assertThat(error.path("errorType").asText()).isEqualTo("Throwing$Refused");
        assertThat(error.path("errorMessage").asText()).isEqualTo("it's \"over\"");
        assertThat(error.path("stackTrace").get(0).asText()).startsWith("Throwing.checked(");
    }

    @Test
    void anExceptionOfAReplacedMethodKeepsTheHandlersFrames() throws Exception {
        JsonNode error = error("hasty", "\"\"");

        assertThat(error.path("errorMessage").asText()).isEqualTo("timeout value is negative");
        assertThat(error.path("stackTrace").get(0).asText()).startsWith("Throwing.hasty(");
    }

    @Test
    void anExceptionWithoutMessageHasItsClassForOne() throws Exception {
        assertThat(error("silent", "\"\"").path("errorMessage").asText()).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void aStackOverflowEndsTheCallAlone() throws Exception {
        assertThat(error("deep", "\"\"").path("errorType").asText()).isEqualTo("java.lang.StackOverflowError");
        assertThat(error("deep", "\"\"").path("errorType").asText()).isEqualTo("java.lang.StackOverflowError");
    }

    /// The Java runtime interface client calls the exception's `getMessage` outside any `try`, in
    /// `UserFault.makeUserFault`: its main thread ends, and with it the process.
    @Test
    void anExceptionThatCannotBePrintedEndsTheEnvironmentButNotTheNextCall() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(error("unspeakable", "\"\"").path("errorMessage").asText())
                    .endsWith(" Error: Runtime exited with error: exit status 1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exit,0,without providing a reason",
        "exit,3,with error: exit status 3",
        "halt,1,with error: exit status 1"
    })
    void anExitEndsTheCallAndNotTheJvm(String function, int status, String how) throws Exception {
        InvocationResult invocation = FunctionProject.invoke(functions, function, String.valueOf(status));

        assertThat(Json.parse(invocation.payload()))
                .isEqualTo(Json.parse("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                        + invocation.call().requestId() + " Error: Runtime exited " + how + "\"}"));
    }

    @Test
    void anEventOfAnotherTypeIsReportedWithoutFrames() throws Exception {
        assertThat(error("exit", "{\"not\":\"a number\"}"))
                .isEqualTo(Json.parse("{\"errorMessage\":\"An error occurred during JSON parsing\","
                        + "\"errorType\":\"java.lang.RuntimeException\",\"stackTrace\":[]}"));
    }

    @Test
    void anAnswerThatCannotBeWrittenIsReported() throws Exception {
        assertThat(error("unwritable", "1").path("errorMessage").asText())
                .isEqualTo("An error occurred during JSON serialization of response");
    }

    @Test
    void anAnswerOfMoreThanSixMegabytesIsRefused() throws Exception {
        assertThat(error("large", "6291555"))
                .isEqualTo(Json.parse("{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size"
                        + " (6291556 bytes).\",\"errorType\":\"Function.ResponseSizeTooLarge\"}"));
        assertThat(FunctionProject.invoke(functions, "large", "6291554"))
                .isInstanceOf(InvocationResult.Succeeded.class);
    }

    @Test
    void anEventOfMoreThanSixMegabytesIsRefused() {
        byte[] event = ("\"" + "x".repeat(6 * 1024 * 1024) + "\"").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> functions.invoke(InvokeRequest.of("plain", event)))
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(413);
                    assertThat(refused.code()).isEqualTo("RequestEntityTooLargeException");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unmade | java.lang.IllegalArgumentException | no table",
                "unloaded | java.lang.ExceptionInInitializerError | Error loading class Unloaded",
                "hidden | java.lang.Exception | Class Hidden has no public zero-argument constructor",
                "unknown | java.lang.ClassNotFoundException | Class not found: no.such.Class",
            })
    void aHandlerThatCannotBeMadeIsReportedWithoutStackTraceAtEachCall(String function, String type, String message)
            throws Exception {
        JsonNode expected =
                Json.mapper().createObjectNode().put("errorMessage", message).put("errorType", type);

        assertThat(error(function, "{}")).isEqualTo(expected);
        assertThat(error(function, "{}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "neither | Class does not implement an appropriate handler interface: Neither",
                "nameless | Invalid handler: `::run'",
                "missing | No public method named missing with appropriate method signature found on class Throwing",
            })
    void errorsFoundByTheRuntimeHaveNoType(String function, String message) throws Exception {
        assertThat(error(function, "{}"))
                .isEqualTo(Json.mapper().createObjectNode().put("errorMessage", message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nope | Function not found: arn:aws:lambda:us-east-1:123456789012:function:nope:$LATEST",
                "plain:other | Function not found: arn:aws:lambda:us-east-1:123456789012:function:plain:other",
                "plain:2 | Function not found: arn:aws:lambda:us-east-1:123456789012:function:plain:2",
                "arn:aws:lambda:eu-west-1:123456789012:function:plain"
                        + " | Function not found: arn:aws:lambda:eu-west-1:123456789012:function:plain:$LATEST",
            })
    void anUnknownFunctionIsRefused(String function, String message) {
        assertThatThrownBy(() -> FunctionProject.invoke(functions, function, "{}"))
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(404);
                    assertThat(refused.code()).isEqualTo("ResourceNotFoundException");
                    assertThat(refused.message()).isEqualTo(message);
                });
    }

    private static JsonNode error(String function, String event) throws Exception {
        InvocationResult invocation = FunctionProject.invoke(functions, function, event);
        assertThat(invocation).isInstanceOf(InvocationResult.FunctionError.class);
        return Json.parse(invocation.payload());
    }
}
