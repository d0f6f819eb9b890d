// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import java.time.Instant;
import java.util.Base64;

/// An asynchronous call as it is in the store.
///
/// @param queued when it was accepted
/// @param calls that have reached the function
record StoredCall(InvokeRequest request, Instant queued, int calls) {

    static ObjectNode write(InvokeRequest request, Instant queued, int calls) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("function", request.function());
        request.qualifier().ifPresent(qualifier -> json.put("qualifier", qualifier));
        request.clientContext().ifPresent(context -> json.put("context", context));
        return json.put("payload", Base64.getEncoder().encodeToString(request.payload()))
                .put("id", request.requestId())
                .put("queued", queued.toString())
                .put("calls", calls);
    }

    static StoredCall read(JsonNode json) {
        InvokeRequest request = new InvokeRequest(
                json.path("function").asText(),
                Members.text(json, "qualifier"),
                Base64.getDecoder().decode(json.path("payload").asText()),
                Members.text(json, "context"),
                json.path("id").asText());
        return new StoredCall(
                request,
                Instant.parse(json.path("queued").asText()),
                json.path("calls").intValue());
    }
}
