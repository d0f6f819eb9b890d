// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.State;

/// [Pass](https://states-language.net/spec.html#pass-state): returns its Result, or its input.
final class PassState {
    private PassState() {}

    static StateProgress begin(Frame frame, State.Pass pass) {
        Evaluation evaluation = Evaluation.of(frame);
        return evaluation.exit(pass.result().orElseGet(evaluation::arguments), pass.transition());
    }
}
