// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Receives the results of a task, from any thread. The first of [#succeeded], [#failed] and [#broken]
/// counts; later calls do nothing.
public interface TaskProgress {

    /// The service has accepted the call of a `.sync` or `.waitForTaskToken` task and answered with `output`;
    /// the task continues.
    void submitted(JsonNode output);

    void succeeded(JsonNode output);

    /// `error` is the name that Retry and Catch see (`Lambda.TooManyRequestsException`); either may be absent.
    void failed(Optional<String> error, Optional<String> cause);

    /// The task cannot be run at all: its execution fails with `States.Runtime`, to which neither Retry nor
    /// Catch applies.
    default void broken(String cause) {
        failed("States.Runtime", cause);
    }

    default void failed(String error, String cause) {
        failed(Optional.of(error), Optional.of(cause));
    }
}
