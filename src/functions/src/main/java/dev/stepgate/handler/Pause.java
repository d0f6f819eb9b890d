// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.handler;

import java.time.Duration;

/// Lets time pass. A function sleeps; a test can use a pause that does not.
@FunctionalInterface
public interface Pause {
    Pause SLEEP = duration -> Thread.sleep(duration);

    void last(Duration duration) throws InterruptedException;

    /// Pauses; throws when the thread is interrupted.
    default void take(Duration duration) {
        try {
            last(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a pause of " + duration.toMillis() + " ms", e);
        }
    }
}
