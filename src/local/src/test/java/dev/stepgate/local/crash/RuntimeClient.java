// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Requests to the AWS endpoint of a runtime that may end at any moment.
///
/// @param mayRefuse true when its disk may refuse what it is to write
record RuntimeClient(URI endpoint, boolean mayRefuse) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static final String S3 =
            "AWS4-HMAC-SHA256 Credential=x/20260301/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x";

    /// What is answered with 200; empty when the process ends before that, or its disk takes nothing.
    Optional<JsonNode> call(String target, ObjectNode input) {
        return send(
                        target,
                        "",
                        request -> request.header("X-Amz-Target", target)
                                .header("Content-Type", "application/x-amz-json-1.0")
                                .POST(HttpRequest.BodyPublishers.ofString(Json.write(input))))
                .map(body -> body.isEmpty() ? input.objectNode() : Json.parse(body));
    }

    /// An operation of the query protocol.
    ///
    /// @param form URL-encoded, with `Action`
    Optional<String> query(String form) {
        return send(
                form,
                "",
                request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /// An operation on an object of S3.
    ///
    /// @param path `bucket/key`, perhaps with a query
    Optional<String> object(String method, String path, String body) {
        return send(
                method + " " + path,
                "/" + path,
                request ->
                        request.header("Authorization", S3).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private Optional<String> send(String name, String path, UnaryOperator<HttpRequest.Builder> call) {
        return answer(path, call)
                .flatMap(response ->
                        response.statusCode() / 100 == 2 ? Optional.of(response.body()) : refused(name, response));
    }

    /// The answer, whatever it is; empty when the process ends before that.
    ///
    /// @param path below the endpoint
    Optional<HttpResponse<String>> answer(String path, UnaryOperator<HttpRequest.Builder> call) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(endpoint.resolve(path)).timeout(PATIENCE);
            return Optional.of(CLIENT.send(call.apply(request).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// A token of a task that has been answered already is no surprise: it is as if it were answered now.
    private Optional<String> refused(String target, HttpResponse<String> response) {
        boolean isFull = mayRefuse
                && response.statusCode() == 503
                && response.body().contains("ServiceUnavailable")
                && response.body().contains("takes no more data");
        if (isFull) {
            return Optional.empty();
        }
        if (response.body().contains("TaskTimedOut")) {
            return Optional.of("");
        }
        throw new IllegalStateException(target + ": " + response.statusCode() + " " + response.body());
    }
}
