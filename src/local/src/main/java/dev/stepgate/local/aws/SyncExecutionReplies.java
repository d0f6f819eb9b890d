// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.HttpResponse;
import java.util.List;

/// Answers of StartSyncExecution, which contain the type of their details on the wire. Clients ignore it;
/// mapping templates and WebSockets show it.
record SyncExecutionReplies(Replies json) implements Replies {
    private static final String DETAILS = "com.amazonaws.swf.base.model#CloudWatchEventsExecutionDataDetails";

    @Override
    public HttpResponse success(JsonNode output, String requestId) {
        JsonNode typed = output.deepCopy();
        for (String name : List.of("inputDetails", "outputDetails")) {
            if (typed.path(name) instanceof ObjectNode details) {
                details.put("__type", DETAILS);
            }
        }
        return json.success(typed, requestId);
    }

    @Override
    public HttpResponse failure(AwsException failure, String requestId) {
        return json.failure(failure, requestId);
    }
}
