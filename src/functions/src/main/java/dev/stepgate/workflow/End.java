// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.stepgate.handler.EventLog;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The last step. Its input holds the results of both branches before it; it logs their names.
public final class End implements RequestHandler<List<Map<String, String>>, Step> {
    @Override
    public Step handleRequest(List<Map<String, String>> branches, Context context) {
        EventLog.info(context, "ended", Map.of("after", names(branches)));
        return new Step("end");
    }

    static String names(List<Map<String, String>> branches) {
        return branches.stream()
                .map(branch -> branch.getOrDefault("function", "?"))
                .collect(Collectors.joining(", "));
    }
}
