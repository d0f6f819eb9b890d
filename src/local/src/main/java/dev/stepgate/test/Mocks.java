// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.TestHooks;
import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.mock.MockedTasks;
import dev.stepgate.local.time.VirtualTime;
import java.util.Optional;

/// All mocks that a test has defined since the start or the last reset.
record Mocks(TaskMocks tasks, FunctionMocks functions) {

    static Mocks on(VirtualTime time) {
        return new Mocks(new TaskMocks(time), new FunctionMocks());
    }

    /// Returns the same mocks for another clock.
    Mocks again(VirtualTime time) {
        return new Mocks(tasks.on(time), functions);
    }

    TestHooks hooks(VirtualTime time, Observer observer, TestHooks.Messaging messaging) {
        return new TestHooks(
                real -> new MockedTasks(real, time, tasks),
                observer,
                Optional.of(tasks.testCases(time)),
                functions,
                messaging);
    }
}
