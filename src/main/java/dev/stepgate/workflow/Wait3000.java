// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.stepgate.log.EventLog;
import java.time.Duration;
import java.util.Map;

/// A step of 3000 milliseconds, at the same time as the other wait.
public final class Wait3000 implements RequestHandler<Object, Step> {
    private final Pause pause;

    public Wait3000() {
        this(duration -> Thread.sleep(duration));
    }

    Wait3000(Pause pause) {
        this.pause = pause;
    }

    @Override
    public Step handleRequest(Object input, Context context) {
        Step step = Pause.before("wait3000", Duration.ofSeconds(3), pause);
        EventLog.info(context, "waited", Map.of("milliseconds", "3000"));
        return step;
    }
}
