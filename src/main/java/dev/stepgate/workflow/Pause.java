// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflow;

import java.time.Duration;

/// Lets time pass; a test gives one that does not.
interface Pause {
    void last(Duration duration) throws InterruptedException;

    /// Waits, then answers with the step's name.
    static Step before(String step, Duration duration, Pause pause) {
        try {
            pause.last(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(step + " was interrupted while it waited", e);
        }
        return new Step(step);
    }
}
