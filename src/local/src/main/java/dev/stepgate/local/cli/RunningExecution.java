// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An execution in another process, read through its AWS endpoint. Requests are not signed, so AWS itself
/// does not answer them.
final class RunningExecution implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int PAGE = 1000;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI endpoint;
    private final String arn;

    RunningExecution(URI endpoint, String arn) {
        this.endpoint = endpoint;
        this.arn = arn;
    }

    /// Throws IOException with a message for the user.
    String definition() throws IOException {
        return call("DescribeStateMachineForExecution", request())
                .path("definition")
                .asText();
    }

    /// Returns all events, without inputs and outputs. Throws IOException with a message for the user.
    List<JsonNode> events() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        ObjectNode request = request().put("maxResults", PAGE).put("includeExecutionData", false);
        JsonNode page = call("GetExecutionHistory", request);
        page.path("events").forEach(events::add);
        while (page.hasNonNull("nextToken")) {
            page = call(
                    "GetExecutionHistory",
                    request.put("nextToken", page.path("nextToken").asText()));
            page.path("events").forEach(events::add);
        }
        return events;
    }

    private ObjectNode request() {
        return Json.mapper().createObjectNode().put("executionArn", arn);
    }

    private JsonNode call(String operation, ObjectNode input) throws IOException {
        HttpResponse<String> response = send(request(operation, input));
        try {
            JsonNode answer = Json.parse(response.body());
            if (response.statusCode() == 200) {
                return answer;
            }
            throw new IOException(operation + " was refused: "
                    + answer.path("message").asText(answer.path("__type").asText()));
        } catch (JsonSyntaxException e) {
            throw new IOException(
                    endpoint + " answered " + operation + " with no JSON: is it stepgate's AWS endpoint?", e);
        }
    }

    private HttpRequest request(String operation, ObjectNode input) throws IOException {
        try {
            return HttpRequest.newBuilder(endpoint)
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .header("X-Amz-Target", "AWSStepFunctions." + operation)
                    .POST(HttpRequest.BodyPublishers.ofString(Json.write(input)))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IOException("--endpoint-url " + endpoint + ": " + e.getMessage(), e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + endpoint, e);
        } catch (IOException e) {
            throw new IOException(
                    "no stepgate answers at " + endpoint + ": start it, or name its AWS endpoint with --endpoint-url",
                    e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
