// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflows;

import dev.stepgate.test.Stepgate;
import dev.stepgate.test.TaskMock;
import dev.stepgate.test.WorkflowExecution;

/// An execution of AsyncApiCallback that waits for its callback, for tests of the machines that it starts.
record WaitingCaller(WorkflowExecution execution, TaskMock task) {

    /// @param state waits for the callback; it is mocked, so that nothing else answers it
    static WaitingCaller start(Stepgate stepgate, String state, String input) {
        TaskMock task = stepgate.machine("AsyncApiCallback").mock(state).awaitsCallback();
        return new WaitingCaller(stepgate.machine("AsyncApiCallback").start(input), task);
    }

    String token() {
        return task.token().value();
    }
}
