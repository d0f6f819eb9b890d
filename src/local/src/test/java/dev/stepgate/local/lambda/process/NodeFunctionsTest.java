// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import static dev.stepgate.local.lambda.process.ProcessProject.NODE;
import static dev.stepgate.local.lambda.process.ProcessProject.answer;
import static dev.stepgate.local.lambda.process.ProcessProject.error;
import static dev.stepgate.local.lambda.process.ProcessProject.invoke;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.lambda.InvocationResult;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Node.js functions under our own client of the Runtime API. Error types and messages are those of
/// aws-lambda-nodejs-runtime-interface-client 3 (`src/Errors.js`, `src/UserFunction.js`, `src/Runtime.js`).
class NodeFunctionsTest {
    private ProcessProject project;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        ProcessProject.needs("node");
        project = new ProcessProject(folder);
    }

    @AfterEach
    void end() {
        project.close();
    }

    private Functions node(String text) {
        return project.file("index.js", text)
                .function("f", NODE, "index.handler")
                .start();
    }

    @Test
    void aPromiseIsTheAnswer() throws Exception {
        Functions functions = node("exports.handler = async (event) => ({ got: event, text: '\u00e4\u20ac' });");

        assertThat(answer(functions, "f", "{\"a\":[1,2.5]}"))
                .isEqualTo("{\"got\":{\"a\":[1,2.5]},\"text\":\"\u00e4\u20ac\"}");
    }

    @Test
    void nothingIsAnsweredAsNull() throws Exception {
        assertThat(answer(node("exports.handler = async () => {};"), "f", "{}")).isEqualTo("null");
    }

    /// The answer waits until the event loop is empty, unless the handler says otherwise.
    @Test
    void aCallbackWaitsForAnEmptyEventLoop() throws Exception {
        Functions functions = node("""
                let later = 'before';
                exports.handler = (event, context, callback) => {
                  context.callbackWaitsForEmptyEventLoop = event.waits;
                  setTimeout(() => { later = 'after'; }, 50);
                  callback(null, { toJSON: () => later });
                };
                """);

        assertThat(answer(functions, "f", "{\"waits\":true}")).isEqualTo("\"after\"");
    }

    @Test
    void aCallbackNeedNotWait() throws Exception {
        Functions functions = node("""
                exports.handler = (event, context, callback) => {
                  context.callbackWaitsForEmptyEventLoop = false;
                  setInterval(() => {}, 1000000);
                  callback(null, 'at once');
                };
                """);

        assertThat(answer(functions, "f", "{}")).isEqualTo("\"at once\"");
    }

    @Test
    void aHandlerThatNeverCallsBackAnswersNull() throws Exception {
        assertThat(answer(node("exports.handler = (event, context, callback) => {};"), "f", "{}"))
                .isEqualTo("null");
    }

    @Test
    void aPromiseThatIsNeverSettledIsAnError() throws Exception {
        JsonNode error = error(node("exports.handler = async () => new Promise(() => {});"), "f", "{}");

        assertThat(error.get("errorType").asText()).isEqualTo("Runtime.NodeJsExit");
        assertThat(error.get("errorMessage").asText())
                .startsWith("The Lambda runtime client detected an unexpected Node.js exit code.");
    }

    @Test
    void anEsModuleIsLoadedByItsExtensionOrItsPackage() throws Exception {
        project.file("one.mjs", "export const handler = async () => import.meta.url.slice(-7);")
                .file("two/package.json", "{\"type\": \"module\"}")
                .file("two/file.js", "export const handler = async () => 'by package';")
                .file("three.cjs", "exports.handler = async () => 'cjs';")
                .function("one", NODE, "one.handler")
                .function("two", NODE, "two/file.handler")
                .function("three", NODE, "three.handler");
        Functions functions = project.start();

        assertThat(answer(functions, "one", "{}")).isEqualTo("\"one.mjs\"");
        assertThat(answer(functions, "two", "{}")).isEqualTo("\"by package\"");
        assertThat(answer(functions, "three", "{}")).isEqualTo("\"cjs\"");
    }

    @Test
    void aHandlerInAFolderAndInAnObjectIsFound() throws Exception {
        project.file("src/dir/file.js", "exports.orders = { create: async () => 'created' };")
                .function("f", NODE, "src/dir/file.orders.create");

        assertThat(answer(project.start(), "f", "{}")).isEqualTo("\"created\"");
    }

    @Test
    void theContextAndTheEnvironmentAreThoseOfLambda() throws Exception {
        project.environment(Map.of("TABLE", "orders")).file("index.js", """
                exports.handler = async (event, c) => [c.functionName, c.functionVersion, c.memoryLimitInMB,
                  c.invokedFunctionArn, c.logGroupName, c.getRemainingTimeInMillis() <= 30000, process.env.TABLE,
                  process.env.AWS_EXECUTION_ENV, process.env._X_AMZN_TRACE_ID.slice(0, 7), process.env.HOME ?? null];
                """).function("f", NODE, "index.handler");

        assertThat(Json.parse(answer(project.start(), "f", "{}"))).isEqualTo(Json.parse("""
                ["f", "$LATEST", "256", "arn:aws:lambda:us-east-1:123456789012:function:f", "/aws/lambda/f", true,
                 "orders", "AWS_Lambda_nodejs20.x", "Root=1-", null]"""));
    }

    @Test
    void anErrorIsTheFunctionsErrorAndTheProcessGoesOn() throws Exception {
        Functions functions = node("""
                let calls = 0;
                class Refused extends Error { name = 'Refused'; }
                exports.handler = async (event) => {
                  calls += 1;
                  if (event.fail) throw new Refused('no');
                  return calls;
                };
                """);

        InvocationResult failed = invoke(functions, "f", "{\"fail\":true}");

        JsonNode error = Json.parse(failed.payload());
        assertThat(error.properties().stream().map(Map.Entry::getKey))
                .containsExactly("errorType", "errorMessage", "trace");
        assertThat(error.get("errorType").asText()).isEqualTo("Refused");
        assertThat(error.get("errorMessage").asText()).isEqualTo("no");
        assertThat(error.get("trace").get(1).asText()).contains("index.js:5:");
        assertThat(failed.call().logTail())
                .contains("\t" + failed.call().requestId() + "\tERROR\tInvoke Error\t{\"errorType\":\"Refused\"");
        assertThat(answer(functions, "f", "{}")).isEqualTo("2");
    }

    @Test
    void aTextGivenToTheCallbackIsAnErrorOfTypeString() throws Exception {
        JsonNode error =
                error(node("exports.handler = (event, context, callback) => callback('out of ramen');"), "f", "{}");

        assertThat(error).isEqualTo(Json.parse("""
                {"errorType": "string", "errorMessage": "out of ramen", "trace": []}"""));
    }

    @Test
    void aRejectionThatNobodyHandlesEndsTheProcess() throws Exception {
        Functions functions = node("""
                exports.handler = async (event) => {
                  if (event.fail) { Promise.reject(new Error('left alone')); await new Promise((r) => setTimeout(r, 5000)); }
                  return 'well';
                };
                """);

        JsonNode error = error(functions, "f", "{\"fail\":true}");

        assertThat(error.get("errorType").asText()).isEqualTo("Runtime.UnhandledPromiseRejection");
        assertThat(error.get("errorMessage").asText()).isEqualTo("Error: left alone");
        assertThat(answer(functions, "f", "{}")).isEqualTo("\"well\"");
    }

    @Test
    void anExceptionThatNobodyCatchesEndsTheProcess() throws Exception {
        Functions functions = node("""
                exports.handler = async (event) => {
                  if (event.fail) { setTimeout(() => { throw new TypeError('thrown'); }, 1); await new Promise((r) => setTimeout(r, 5000)); }
                  return 'well';
                };
                """);

        JsonNode error = error(functions, "f", "{\"fail\":true}");

        assertThat(error.get("errorType").asText()).isEqualTo("TypeError");
        assertThat(error.get("errorMessage").asText()).isEqualTo("thrown");
        assertThat(answer(functions, "f", "{}")).isEqualTo("\"well\"");
    }

    @Test
    void aMissingModuleIsNamedWithTheCommandThatInstallsIt() throws Exception {
        project.file("package.json", "{}").file("package-lock.json", "{}");
        JsonNode error = error(node("require('no-such-module');"), "f", "{}");

        assertThat(error.get("errorType").asText()).isEqualTo("Runtime.ImportModuleError");
        assertThat(error.get("errorMessage").asText()).startsWith("Error: Cannot find module 'no-such-module'");
        assertThat(project.lines()).anyMatch(line -> line.startsWith("fFunction | run `npm ci` in "));
    }

    /// Lambda's documentation of runtimes: nodejs16.x includes the AWS SDK for JavaScript v2, nodejs18.x version 3.
    @Test
    void theSdkThatOldRuntimesBringIsNamedWithTheCommandThatInstallsIt() throws Exception {
        JsonNode error = error(node("require('aws-sdk');"), "f", "{}");

        assertThat(error.get("errorType").asText()).isEqualTo("Runtime.ImportModuleError");
        assertThat(project.lines())
                .anyMatch(line ->
                        line.contains("version 2 of the AWS SDK") && line.contains("npm install --no-save aws-sdk"));
    }

    @Test
    void aSyntaxErrorIsAnErrorOfTheCode() throws Exception {
        JsonNode error = error(node("exports.handler = async ( => 1;"), "f", "{}");

        assertThat(error.get("errorType").asText()).isEqualTo("Runtime.UserCodeSyntaxError");
        assertThat(error.get("errorMessage").asText()).startsWith("SyntaxError: ");
    }

    @Test
    void aMissingHandlerIsNamed() throws Exception {
        JsonNode error = error(node("exports.other = 1;"), "f", "{}");

        assertThat(error.get("errorType").asText()).isEqualTo("Runtime.HandlerNotFound");
        assertThat(error.get("errorMessage").asText()).isEqualTo("index.handler is undefined or not exported");
    }

    @Test
    void responseStreamingIsRefusedByName() throws Exception {
        JsonNode error = error(
                node("exports.handler = awslambda.streamifyResponse(async (event, stream) => stream.end());"),
                "f",
                "{}");

        assertThat(error.get("errorMessage").asText()).startsWith("response streaming is not here");
    }

    @Test
    void theConsoleWritesLinesAsLambdaDoes() throws Exception {
        InvocationResult invocation = invoke(
                node("exports.handler = async () => { console.log('a %s', 1, {b: 2}); console.error('c'); };"),
                "f",
                "{}");

        String id = invocation.call().requestId();
        assertThat(project.lines().get(0))
                .matches("fFunction \\| 20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z\t" + id + "\tINFO\ta 1 \\{ b: 2 }");
        assertThat(project.lines().get(1)).endsWith("\t" + id + "\tERROR\tc");
    }

    @Test
    void modulesOfAnInstalledPackageAreFound() throws Exception {
        project.file("node_modules/greeting/index.js", "module.exports = 'hello';");

        assertThat(answer(node("exports.handler = async () => require('greeting');"), "f", "{}"))
                .isEqualTo("\"hello\"");
    }
}
