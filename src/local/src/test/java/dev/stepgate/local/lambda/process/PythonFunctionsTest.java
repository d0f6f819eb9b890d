// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import static dev.stepgate.local.lambda.process.ProcessProject.PYTHON;
import static dev.stepgate.local.lambda.process.ProcessProject.answer;
import static dev.stepgate.local.lambda.process.ProcessProject.error;
import static dev.stepgate.local.lambda.process.ProcessProject.invoke;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.lambda.InvocationResult;
import dev.stepgate.local.lambda.InvokeRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Python functions under our own client of the Runtime API. Error types and messages are those of
/// aws-lambda-python-runtime-interface-client 3 (`awslambdaric/bootstrap.py`), and the shape of an error is the
/// recorded
/// one: `{"errorMessage": ..., "errorType": ..., "requestId": ..., "stackTrace": [...]}`.
class PythonFunctionsTest {
    private ProcessProject project;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        ProcessProject.needs("python3");
        project = new ProcessProject(folder);
    }

    @AfterEach
    void end() {
        project.close();
    }

    private Functions python(String text) {
        return project.file("app.py", text).function("f", PYTHON, "app.handler").start();
    }

    @Test
    void anEventGoesInAndTheAnswerComesOutAsPythonWritesJson() throws Exception {
        Functions functions = python("""
                def handler(event, context):
                    return {"got": event, "text": "\\u00e4\\u20ac", "none": None}
                """);

        assertThat(answer(functions, "f", "{\"a\":[1,2.5]}"))
                .isEqualTo("{\"got\": {\"a\": [1, 2.5]}, \"text\": \"\u00e4\u20ac\", \"none\": null}");
    }

    /// Before 3.12 the client escapes characters that are not ASCII (`lambda_runtime_marshaller.py`).
    @Test
    void olderPythonsEscapeWhatIsNotAscii() throws Exception {
        project.file("app.py", "def handler(event, context):\n    return '\\u00e4'\n")
                .function("f", new ProcessRuntime.Python("3.11"), "app.handler");

        assertThat(answer(project.start(), "f", "{}")).isEqualTo("\"\\u00e4\"");
    }

    @Test
    void bytesAreTheAnswerAsTheyAre() throws Exception {
        Functions functions = python("def handler(event, context):\n    return b'\"HelloWorld!\"'\n");

        assertThat(answer(functions, "f", "{}")).isEqualTo("\"HelloWorld!\"");
    }

    @Test
    void decimalsAreNumbersWithTheirDigits() throws Exception {
        Functions functions = python("""
                from decimal import Decimal
                def handler(event, context):
                    return {"n": Decimal("1.10"), "list": [Decimal("3")]}
                """);

        assertThat(answer(functions, "f", "{}")).isEqualTo("{\"n\": 1.10, \"list\": [3]}");
    }

    @Test
    void theContextIsThatOfLambda() throws Exception {
        Functions functions = python("""
                def handler(event, c):
                    return [c.aws_request_id, c.function_name, c.function_version, c.invoked_function_arn,
                        c.memory_limit_in_mb, c.log_group_name, c.log_stream_name.startswith("20"),
                        0 < c.get_remaining_time_in_millis() <= 30000, c.identity.cognito_identity_id,
                        c.client_context.custom["k"], c.client_context.client.app_title]
                """);
        String sent = "{\"custom\":{\"k\":\"\u00e4\"},\"client\":{\"app_title\":\"shop\"},\"env\":{}}";
        String base64 = Base64.getEncoder().encodeToString(sent.getBytes(StandardCharsets.UTF_8));

        InvocationResult invocation = functions
                .invoke(new InvokeRequest(
                        "f", Optional.of("live"), "{}".getBytes(StandardCharsets.UTF_8), Optional.of(base64), "id-1"))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);

        assertThat(Json.parse(invocation.payload())).isEqualTo(Json.parse("""
                ["id-1", "f", "1", "arn:aws:lambda:us-east-1:123456789012:function:f:live", "256", "/aws/lambda/f",
                 true, true, null, "\u00e4", "shop"]"""));
    }

    @Test
    void aClientContextThatIsNotJsonIsRefused() {
        Functions functions = python("def handler(event, context):\n    return 1\n");
        InvokeRequest request = new InvokeRequest("f", Optional.empty(), new byte[0], Optional.of("%%"), "id-1");

        assertThatThrownBy(() -> functions.invoke(request))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Client context must be a valid Base64-encoded JSON object.");
    }

    @Test
    void theEnvironmentIsTheFunctionsAndWhatLambdaSets() throws Exception {
        project.environment(Map.of("TABLE", "orders")).file("app.py", """
                import os
                def handler(event, context):
                    return {**os.environ, "cwd": os.getcwd()}
                """).function("f", PYTHON, "app.handler");

        JsonNode seen = Json.parse(answer(project.start(), "f", "{}"));

        assertThat(seen.get("TABLE").asText()).isEqualTo("orders");
        assertThat(seen.get("_HANDLER").asText()).isEqualTo("app.handler");
        assertThat(seen.get("AWS_EXECUTION_ENV").asText()).isEqualTo("AWS_Lambda_python3.12");
        assertThat(seen.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").asText()).isEqualTo("256");
        assertThat(seen.get("AWS_ENDPOINT_URL").asText()).isEqualTo("http://127.0.0.1:4566");
        assertThat(seen.get("TZ").asText()).isEqualTo(":UTC");
        assertThat(seen.get("LAMBDA_TASK_ROOT").asText())
                .isEqualTo(seen.get("cwd").asText());
        assertThat(Path.of(seen.get("cwd").asText())).isEqualTo(project.folder().toRealPath());
        assertThat(seen.get("_X_AMZN_TRACE_ID").asText()).startsWith("Root=1-");
        assertThat(seen.has("HOME")).isFalse();
        assertThat(seen.has("JAVA_HOME")).isFalse();
    }

    @Test
    void anExceptionIsTheFunctionsErrorAndTheProcessGoesOn() throws Exception {
        Functions functions = python("""
                calls = 0
                class Refused(Exception):
                    pass
                def handler(event, context):
                    global calls
                    calls += 1
                    if event:
                        raise Refused("no \\u00e4")
                    return calls
                """);

        InvocationResult failed = invoke(functions, "f", "{\"fail\":true}");

        assertThat(Json.parse(failed.payload()).properties().stream().map(Map.Entry::getKey))
                .containsExactly("errorMessage", "errorType", "requestId", "stackTrace");
        JsonNode error = Json.parse(failed.payload());
        assertThat(error.get("errorType").asText()).isEqualTo("Refused");
        assertThat(error.get("errorMessage").asText()).isEqualTo("no \u00e4");
        assertThat(error.get("requestId").asText()).isEqualTo(failed.call().requestId());
        assertThat(error.get("stackTrace")).hasSize(1);
        assertThat(error.get("stackTrace").get(0).asText())
                .isEqualTo("  File \"" + project.folder().toRealPath()
                        + "/app.py\", line 8, in handler\n    raise Refused(\"no \\u00e4\")\n");
        assertThat(failed.call().logTail())
                .contains("[ERROR] Refused: no \u00e4\nTraceback (most recent call last):\n");
        assertThat(answer(functions, "f", "{}")).isEqualTo("2");
    }

    @Test
    void aMissingModuleIsNamedWithTheCommandThatInstallsIt() throws Exception {
        project.file("requirements.txt", "no_such_module\n");
        JsonNode error = error(python("import no_such_module\n"), "f", "{}");

        assertThat(error.get("errorType").asText()).isEqualTo("Runtime.ImportModuleError");
        assertThat(error.get("errorMessage").asText())
                .isEqualTo("Unable to import module 'app': No module named 'no_such_module'");
        assertThat(project.lines())
                .anyMatch(line ->
                        line.startsWith("fFunction | run `sam build`, or `/") && line.contains(" -m pip install -r "));
    }

    @Test
    void aSyntaxErrorIsAnErrorOfTheCode() throws Exception {
        JsonNode error = error(python("def handler(event, context)\n    return 1\n"), "f", "{}");

        assertThat(error.get("errorType").asText()).isEqualTo("Runtime.UserCodeSyntaxError");
        assertThat(error.get("errorMessage").asText())
                .isEqualTo("Syntax error in module 'app': expected ':' (app.py, line 1)");
    }

    @Test
    void aMissingHandlerIsNamed() throws Exception {
        JsonNode error = error(python("x = 1\n"), "f", "{}");

        assertThat(error.get("errorType").asText()).isEqualTo("Runtime.HandlerNotFound");
        assertThat(error.get("errorMessage").asText()).isEqualTo("Handler 'handler' missing on module 'app'");
    }

    @Test
    void anAnswerThatJsonCannotHoldIsAMarshalError() throws Exception {
        JsonNode error = error(python("def handler(event, context):\n    return {1, 2}\n"), "f", "{}");

        assertThat(error.get("errorType").asText()).isEqualTo("Runtime.MarshalError");
        assertThat(error.get("errorMessage").asText())
                .isEqualTo("Unable to marshal response: Object of type set is not JSON serializable");
    }

    /// `RequestId: ... Error: Runtime exited with error: exit status 1`, as Lambda words it.
    @Test
    void aProcessThatExitsEndsItsCallAndTheNextOneHasANewProcess() throws Exception {
        Functions functions = python("""
                import os, sys
                def handler(event, context):
                    if event:
                        sys.exit(event["status"])
                    return "well"
                """);

        InvocationResult failed = invoke(functions, "f", "{\"status\":1}");

        assertThat(Json.parse(failed.payload()).get("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(Json.parse(failed.payload()).get("errorMessage").asText())
                .isEqualTo(
                        "RequestId: " + failed.call().requestId() + " Error: Runtime exited with error: exit status 1");
        assertThat(answer(functions, "f", "{}")).isEqualTo("\"well\"");
    }

    @Test
    void printedAndLoggedLinesAreInTheFunctionsLogInOrder() throws Exception {
        Functions functions = python("""
                import logging, sys
                logging.getLogger().setLevel(logging.INFO)
                def handler(event, context):
                    print("one")
                    logging.info("two")
                    print("three", file=sys.stderr, flush=True)
                    print("four", end="")
                """);

        InvocationResult invocation = invoke(functions, "f", "{}");

        String id = invocation.call().requestId();
        assertThat(project.lines()).hasSize(4);
        assertThat(project.lines().get(0)).isEqualTo("fFunction | one");
        assertThat(project.lines().get(1))
                .matches("fFunction \\| \\[INFO]\t20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\t" + id
                        + "\ttwo");
        assertThat(project.lines().subList(2, 4)).containsExactly("fFunction | three", "fFunction | four");
        assertThat(invocation.call().logTail())
                .startsWith("START RequestId: " + id + " Version: $LATEST\none\n")
                .contains("four\nEND RequestId: " + id + "\nREPORT RequestId: " + id + "\t");
    }

    @Test
    void aHandlerInAFolderIsFoundByItsPath() throws Exception {
        project.file("src/orders/app.py", "def handler(event, context):\n    return 'deep'\n")
                .function("f", PYTHON, "src/orders/app.handler");

        assertThat(answer(project.start(), "f", "{}")).isEqualTo("\"deep\"");
    }

    /// The folder contains a user's sources, so nothing is written into it.
    @Test
    void noCompiledModulesAreLeftAmongTheSources() throws Exception {
        Functions functions = project.file("other.py", "value = 1\n")
                .file("app.py", "import other\ndef handler(event, context):\n    return other.value\n")
                .function("f", PYTHON, "app.handler")
                .start();

        assertThat(answer(functions, "f", "{}")).isEqualTo("1");
        assertThat(project.folder()).isDirectoryNotContaining("glob:**__pycache__");
    }
}
