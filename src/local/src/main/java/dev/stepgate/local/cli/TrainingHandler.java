// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/// The function of the template that [TrainCommand] starts, which names this class.
public final class TrainingHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        context.getLogger().log("trained");
        return Map.of("input", input);
    }
}
