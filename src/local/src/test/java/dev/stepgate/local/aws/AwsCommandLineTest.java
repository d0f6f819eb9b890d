// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stepgate.local.http.HttpLimits;
import dev.stepgate.local.http.HttpServer;
import dev.stepgate.local.http.ServerAddress;
import dev.stepgate.local.http.ServerHandlers;
import dev.stepgate.local.json.Json;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The `aws` command line against the endpoint, where it is installed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsCommandLineTest {
    private final RecordingService states = new RecordingService("states")
            .answers(
                    "StartSyncExecution",
                    "{\"executionArn\":\"arn\",\"startDate\":1,\"stopDate\":2,\"status\":\"SUCCEEDED\"}")
            .fails(
                    "DescribeExecution",
                    new AwsException(400, "ExecutionDoesNotExist", "Execution Does Not Exist: 'x'"));
    private final RecordingService sqs = new RecordingService("sqs").answers("ListQueues", "{\"QueueUrls\":[\"u\"]}");
    private final RecordingService sns = new RecordingService("sns").answers("Publish", "{\"MessageId\":\"i\"}");
    private final RecordingService lambda = new RecordingService("lambda")
            .answers("Invoke", "{\"StatusCode\":200,\"ExecutedVersion\":\"$LATEST\",\"Payload\":\"eyJhIjoxfQ==\"}");
    private final RecordingService connections = new RecordingService("execute-api")
            .answers("PostToConnection", "{}")
            .fails("GetConnection", new AwsException(410, "GoneException", ""));

    private HttpServer server;

    @BeforeAll
    void start() throws Exception {
        assumeTrue(installed(), "the aws command line is not installed");
        server = HttpServer.start(
                ServerAddress.loopback(0),
                HttpLimits.awsEndpoint(),
                ServerHandlers.http(new AwsEndpoint(List.of(
                        states,
                        sqs,
                        sns,
                        lambda,
                        connections,
                        new SecurityTokens(new Account("aws", "us-east-1", "123456789012"))))));
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void drivesStepFunctions() throws Exception {
        assertThat(Json.parse(aws("", "stepfunctions", "start-sync-execution", "--state-machine-arn", "arn:m:1"))
                        .path("status")
                        .asText())
                .isEqualTo("SUCCEEDED");
        assertThat(aws("", "stepfunctions", "describe-execution", "--execution-arn", "x"))
                .contains("An error occurred (ExecutionDoesNotExist) when calling the DescribeExecution operation:"
                        + " Execution Does Not Exist: 'x'");
    }

    @Test
    void drivesQueuesTopicsAndTokens() throws Exception {
        assertThat(aws("", "sqs", "list-queues")).contains("\"u\"");
        assertThat(aws("", "sns", "publish", "--topic-arn", "t", "--message", "m"))
                .contains("\"MessageId\": \"i\"");
        assertThat(aws("", "sts", "get-caller-identity")).contains("\"Account\": \"123456789012\"");
    }

    @Test
    void invokesFunctions(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("out.json");

        aws("", "lambda", "invoke", "--function-name", "f", output.toString());

        assertThat(output).hasContent("{\"a\":1}");
    }

    @Test
    void postsToConnections() throws Exception {
        aws("/api", "apigatewaymanagementapi", "post-to-connection", "--connection-id", "c=", "--data", "aGk=");
        assertThat(connections.last.input().path("ConnectionId").asText()).isEqualTo("c=");
        assertThat(connections.last.input().path("Stage").asText()).isEqualTo("api");

        assertThat(aws("/api", "apigatewaymanagementapi", "get-connection", "--connection-id", "c="))
                .contains("(GoneException)");
    }

    private String aws(String path, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("aws", "--endpoint-url", "http://127.0.0.1:" + server.port() + path, "--region", "us-east-1"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        builder.environment().put("AWS_DISABLE_HOST_PREFIX_INJECTION", "true");
        builder.environment().put("AWS_PAGER", "");
        builder.environment().put("AWS_MAX_ATTEMPTS", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static boolean installed() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aws")));
    }
}
