// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.stepgate.handler.EventLog;
import dev.stepgate.handler.Pause;
import java.time.Duration;
import java.util.Map;

/// A step of 3000 milliseconds, which runs at the same time as the other wait.
public final class Wait3000 implements RequestHandler<Object, Step> {
    private final Pause pause;

    public Wait3000() {
        this(Pause.SLEEP);
    }

    Wait3000(Pause pause) {
        this.pause = pause;
    }

    @Override
    public Step handleRequest(Object input, Context context) {
        pause.take(Duration.ofSeconds(3));
        EventLog.info(context, "waited", Map.of("milliseconds", "3000"));
        return new Step("wait3000");
    }
}
