// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import java.util.Base64;

/// Answers of Lambda, in whose errors `Type` says whether the caller or the service is at fault.
sealed interface LambdaReplies extends Replies {
    @Override
    default HttpResponse failure(AwsException failure, String requestId) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.put("Type", failure.status() < 500 ? "User" : "Service");
        members.put(MessageMember.of("lambda", failure), failure.message());
        members.setAll(failure.members());
        return new RestReplies("lambda", 200)
                .failure(new AwsException(failure.status(), failure.code(), "", members), requestId);
    }

    /// The answer to an operation that describes functions.
    record Described() implements LambdaReplies {
        @Override
        public HttpResponse success(JsonNode output, String requestId) {
            return new RestReplies("lambda", 200).success(output, requestId);
        }
    }

    /// The answer to Invoke: the payload is the body, the rest of the output is in status and headers.
    record Invoked() implements LambdaReplies {
        @Override
        public HttpResponse success(JsonNode output, String requestId) {
            Headers headers = Headers.of("x-amzn-RequestId", requestId)
                    .plus("Content-Type", "application/json")
                    .plus("x-amzn-Remapped-Content-Length", "0");
            headers = plus(headers, "X-Amz-Function-Error", output.path("FunctionError"));
            headers = plus(headers, "X-Amz-Log-Result", output.path("LogResult"));
            headers = plus(headers, "X-Amz-Executed-Version", output.path("ExecutedVersion"));
            byte[] payload = Base64.getDecoder().decode(output.path("Payload").asText(""));
            return new HttpResponse(output.path("StatusCode").asInt(200), headers, payload);
        }

        private static Headers plus(Headers headers, String name, JsonNode value) {
            return value.isTextual() ? headers.plus(name, value.textValue()) : headers;
        }
    }
}
