// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.Optional;

/// AWS JSON 1.0 and 1.1 ([Smithy](https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html)): the header
/// `X-Amz-Target: AWSStepFunctions.StartExecution` and a JSON object as the body.
final class JsonProtocol implements WireProtocol {

    static final String TARGET = "X-Amz-Target";

    private static final String START_SYNC = "AWSStepFunctions.StartSyncExecution";

    @Override
    public Optional<WireCall> read(HttpRequest request, Optional<String> service) {
        return request.headers()
                .first(TARGET)
                .filter(target -> target.contains(".") || !DynamoDbHost.isJsonType(request))
                .map(target -> {
                    String named = service(target);
                    Replies replies = service.orElse(named).equals("dynamodb")
                            ? DynamoDbReplies.to(request)
                            : new JsonReplies(service.orElse(named), version(request));
                    return new WireCall(
                            service.orElse(named),
                            operation(target),
                            () -> input(request),
                            target.equals(START_SYNC) ? new SyncExecutionReplies(replies) : replies);
                });
    }

    /// Returns the name of the service that an `X-Amz-Target` names.
    static String service(String target) {
        String prefix = target.substring(0, Math.max(target.lastIndexOf('.'), 0));
        return ServiceModel.ofTarget(prefix).map(ServiceModel::name).orElse(prefix);
    }

    static String operation(String target) {
        return target.substring(target.lastIndexOf('.') + 1);
    }

    private static String version(HttpRequest request) {
        String contentType = request.headers().first("Content-Type").orElse("");
        return contentType.contains("json-1.1") ? "1.1" : "1.0";
    }

    private static JsonNode input(HttpRequest request) {
        if (request.body().length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode input = parse(request);
        if (!input.isObject()) {
            throw new AwsException(400, "SerializationException", "The body is not a JSON object");
        }
        return input;
    }

    private static JsonNode parse(HttpRequest request) {
        try {
            return Json.parse(request.body());
        } catch (JsonSyntaxException e) {
            throw new AwsException(400, "SerializationException", "The body is not JSON: " + e.getMessage());
        }
    }
}
