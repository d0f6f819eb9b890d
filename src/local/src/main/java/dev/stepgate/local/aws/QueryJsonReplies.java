// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Answers of the query protocol in JSON, with the same wrappers as in XML: mapping templates of API Gateway
/// read them as `$.SendMessageResponse.SendMessageResult.MessageId`.
record QueryJsonReplies(QueryDialect dialect, String operation) implements Replies {

    /// Optional members of results, for the operations that integrations call (API models of SQS, SNS and SSM).
    private static final Map<String, List<String>> OPTIONAL = Map.of(
            "SendMessage",
            List.of("MD5OfMessageAttributes", "MD5OfMessageBody", "MD5OfMessageSystemAttributes", "SequenceNumber"),
            "Publish",
            List.of("SequenceNumber"),
            "GetParametersByPath",
            List.of("NextToken"));

    private static final Set<String> OF_PARAMETERS = Set.of("GetParameter", "GetParameters", "GetParametersByPath");
    private static final List<String> OPTIONAL_OF_A_PARAMETER = List.of("Selector", "SourceResult");

    private static final List<String> OPTIONAL_OF_A_MESSAGE =
            List.of("Attributes", "MD5OfMessageAttributes", "MessageAttributes");

    @Override
    public HttpResponse success(JsonNode output, String requestId) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode response = root.putObject(operation + "Response");
        response.set(operation + "Result", operation.equals("ReceiveMessage") ? messages(output) : result(output));
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

    private JsonNode result(JsonNode output) {
        if (!output.isObject()) {
            return output;
        }
        ObjectNode result = whole(output, OPTIONAL.getOrDefault(operation, List.of()));
        return OF_PARAMETERS.contains(operation) ? parameters(result) : result;
    }

    private static ObjectNode parameters(ObjectNode result) {
        if (result.path("Parameter").isObject()) {
            result.set("Parameter", whole(result.get("Parameter"), OPTIONAL_OF_A_PARAMETER));
        }
        if (result.path("Parameters").isArray()) {
            JsonNode found = result.get("Parameters");
            ArrayNode parameters = result.putArray("Parameters");
            found.forEach(parameter -> parameters.add(whole(parameter, OPTIONAL_OF_A_PARAMETER)));
        }
        return result;
    }

    /// Adds null for every optional member that is absent, in the order of names, as public samples of API
    /// Gateway show it. The same output always gives the same text.
    private static ObjectNode whole(JsonNode output, List<String> optional) {
        Map<String, JsonNode> members = new TreeMap<>();
        optional.forEach(name -> members.put(name, NullNode.instance));
        output.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        members.forEach(whole::set);
        return whole;
    }

    /// Renames the one member whose name differs here.
    private static ObjectNode messages(JsonNode output) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        if (output.path("Messages").isArray()) {
            ArrayNode messages = result.putArray("messages");
            output.get("Messages").forEach(message -> messages.add(whole(message, OPTIONAL_OF_A_MESSAGE)));
            return result;
        }
        return result.putNull("messages");
    }

    private static HttpResponse response(int status, ObjectNode root, String requestId) {
        return new HttpResponse(
                status,
                Headers.of("x-amzn-RequestId", requestId).plus("Content-Type", "application/json"),
                Json.bytes(root));
    }
}
