// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.mock.MockConfiguration;
import dev.stepgate.local.time.RealTime;
import dev.stepgate.local.time.Time;

/// A runtime's dependencies on its environment: the clock, random numbers, the log, and the hooks of a test.
public record RuntimeDependencies(Time time, ExecutionIds ids, RuntimeLog log, TestHooks hooks) {

    public RuntimeDependencies(Time time, ExecutionIds ids, RuntimeLog log) {
        this(time, ids, log, TestHooks.NONE);
    }

    /// The real clock and random numbers.
    public static RuntimeDependencies real(RuntimeLog log) {
        return new RuntimeDependencies(new RealTime(), ExecutionIds.unseeded(), log);
    }

    /// Returns the same with another observer of executions.
    public RuntimeDependencies watchedBy(Observer observer) {
        TestHooks watched = new TestHooks(
                hooks.tasks(), hooks.observer().and(observer), hooks.testCases(), hooks.functions(), hooks.messaging());
        return new RuntimeDependencies(time, ids, log, watched);
    }

    /// Returns the same with the test cases of a mock configuration.
    public RuntimeDependencies with(MockConfiguration configuration) {
        return new RuntimeDependencies(time, ids, log, TestHooks.of(configuration, time));
    }
}
