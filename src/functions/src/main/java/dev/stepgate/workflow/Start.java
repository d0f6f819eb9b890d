// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.stepgate.handler.EventLog;
import java.util.Map;

/// The first step. Its input is that of the execution: any JSON.
public final class Start implements RequestHandler<Object, Step> {
    @Override
    public Step handleRequest(Object input, Context context) {
        EventLog.info(context, "started", Map.of());
        return new Step("start");
    }
}
