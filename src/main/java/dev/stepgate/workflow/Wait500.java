// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.stepgate.log.EventLog;
import java.time.Duration;
import java.util.Map;

/// A step of 500 milliseconds, at the same time as the other wait.
public final class Wait500 implements RequestHandler<Object, Step> {
    private final Pause pause;

    public Wait500() {
        this(duration -> Thread.sleep(duration));
    }

    Wait500(Pause pause) {
        this.pause = pause;
    }

    @Override
    public Step handleRequest(Object input, Context context) {
        Step step = Pause.before("wait500", Duration.ofMillis(500), pause);
        EventLog.info(context, "waited", Map.of("milliseconds", "500"));
        return step;
    }
}
