// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// The call of a task, which is made only once, even if the execution continues in another process. Used in
/// the execution's mailbox.
final class OutgoingCall {
    private final Execution execution;
    private final TaskRequest request;
    private final TaskProgress progress;
    private final int address;
    private TaskHandle handle = TaskHandle.NOTHING_TO_CANCEL;
    private @Nullable JsonNode submitted;
    private boolean left;

    OutgoingCall(Execution execution, TaskRequest request, TaskProgress progress, int address) {
        this.execution = execution;
        this.request = request;
        this.progress = progress;
        this.address = address;
    }

    void begin() {
        execution.ask(address, this::goOn);
    }

    private void goOn() {
        if (submitted != null) {
            handle = execution.tasks().resume(request, submitted, progress);
        } else if (left) {
            execution.tasks().lost(request, progress);
        } else {
            handle = execution.start(address, request, progress);
        }
    }

    /// Marks a call that this process or an earlier one has made.
    void left() {
        left = true;
    }

    void submitted(JsonNode output) {
        submitted = output;
    }

    boolean isLost() {
        return left && submitted == null;
    }

    void answered() {
        handle.answered();
    }

    /// Of a call that another process has begun only the answers are known.
    void cancel() {
        handle.cancel();
        JsonNode job = submitted;
        if (job != null && execution.isRepeating()) {
            execution.ask(
                    address,
                    () -> execution.tasks().resume(request, job, progress).cancel());
        }
    }
}
