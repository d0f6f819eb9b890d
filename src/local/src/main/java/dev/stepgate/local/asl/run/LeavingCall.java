// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.util.function.Supplier;

/// A call that waits until the journal has noted that it is made. Thread-safe.
final class LeavingCall implements TaskHandle {
    private TaskHandle handle = TaskHandle.NOTHING_TO_CANCEL;
    private boolean cancelled;

    synchronized void start(Supplier<TaskHandle> call) {
        if (!cancelled) {
            handle = call.get();
        }
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        handle.cancel();
    }

    @Override
    public synchronized void answered() {
        handle.answered();
    }
}
