// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;

/// Answers of a REST service with JSON: the code of an error is in `x-amzn-ErrorType`
/// ([Smithy](https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html)).
///
/// @param service the name in ARNs
/// @param status of a success
record RestReplies(String service, int status) implements Replies {

    @Override
    public HttpResponse success(JsonNode output, String requestId) {
        return response(status, Headers.of("x-amzn-RequestId", requestId), output);
    }

    @Override
    public HttpResponse failure(AwsException failure, String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!failure.message().isEmpty()) {
            body.put(MessageMember.of(service, failure), failure.message());
        }
        body.setAll(failure.members());
        Headers headers = Headers.of("x-amzn-RequestId", requestId).plus("x-amzn-ErrorType", failure.code());
        return response(failure.status(), headers, body);
    }

    private static HttpResponse response(int status, Headers headers, JsonNode body) {
        byte[] bytes = body.isEmpty() ? new byte[0] : Json.bytes(body);
        return new HttpResponse(status, headers.plus("Content-Type", "application/json"), bytes);
    }
}
