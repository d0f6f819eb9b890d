// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;

/// Answers of the query protocol in JSON, with the same wrappers as in XML: what mapping templates of API Gateway read
/// as
/// `$.SendMessageResponse.SendMessageResult.MessageId`.
record QueryJsonReplies(QueryDialect dialect, String operation) implements Replies {

    @Override
    public HttpResponse success(JsonNode output, String requestId) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode response = root.putObject(operation + "Response");
        response.set(operation + "Result", operation.equals("ReceiveMessage") ? messages(output) : output);
        response.putObject("ResponseMetadata").put("RequestId", requestId);
        return response(200, root, requestId);
    }

    @Override
    public HttpResponse failure(AwsException failure, String requestId) {
        String code = dialect.service().equals("sqs") ? JsonReplies.sqsQueryCode(failure.code()) : failure.code();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("Error")
                .put("Code", code)
                .put("Message", failure.message())
                .put("Type", failure.status() < 500 ? "Sender" : "Receiver");
        root.put("RequestId", requestId);
        return response(failure.status(), root, requestId);
    }

    /// The one member whose name differs here.
    private static ObjectNode messages(JsonNode output) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("messages", output.path("Messages").isArray() ? output.get("Messages") : null);
        return result;
    }

    private static HttpResponse response(int status, ObjectNode root, String requestId) {
        return new HttpResponse(
                status,
                Headers.of("x-amzn-RequestId", requestId).plus("Content-Type", "application/json"),
                Json.write(root).getBytes(StandardCharsets.UTF_8));
    }
}
