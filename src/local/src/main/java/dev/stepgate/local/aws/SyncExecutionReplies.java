// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.HttpResponse;

/// Answers of StartSyncExecution, which contain the type of their details on the wire. Clients ignore it;
/// mapping templates and WebSockets show it.
record SyncExecutionReplies(Replies json) implements Replies {
    private static final String DETAILS = "com.amazonaws.swf.base.model#CloudWatchEventsExecutionDataDetails";

    @Override
    public HttpResponse success(JsonNode output, String requestId) {
        ObjectNode typed = JsonNodeFactory.instance.objectNode();
        output.properties().forEach(member -> {
            boolean isDetails =
                    member.getKey().equals("inputDetails") || member.getKey().equals("outputDetails");
            typed.set(member.getKey(), isDetails ? typed(member.getValue()) : member.getValue());
        });
        return json.success(typed, requestId);
    }

    private static JsonNode typed(JsonNode details) {
        ObjectNode typed = JsonNodeFactory.instance.objectNode();
        details.properties().forEach(member -> typed.set(member.getKey(), member.getValue()));
        return typed.put("__type", DETAILS);
    }

    @Override
    public HttpResponse failure(AwsException failure, String requestId) {
        return json.failure(failure, requestId);
    }
}
