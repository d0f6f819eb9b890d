// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.State;

/// [Fail](https://states-language.net/spec.html#fail-state): fails with the error and cause of its
/// definition.
final class FailState {
    private FailState() {}

    static StateProgress begin(Frame frame, State.Fail fail) {
        SettingEvaluation settings = new SettingEvaluation(Evaluation.of(frame));
        Failure failure = new Failure(
                fail.error().map(error -> settings.text(error, "Error")),
                fail.cause().map(cause -> settings.text(cause, "Cause")));
        throw StateException.reported(failure);
    }
}
