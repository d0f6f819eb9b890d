// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.mock.Answer;
import dev.stepgate.local.mock.Answers;
import dev.stepgate.local.time.VirtualTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The mocked states of all machines. Those of a distributed Map belong to the machine that has the Map.
final class TaskMocks implements Answers {
    private final Map<Key, TaskMock> mocks = new ConcurrentHashMap<>();
    private volatile CallbackPause callbacks;

    private record Key(String machine, String state) {}

    TaskMocks(VirtualTime time) {
        callbacks = new CallbackPause(time);
    }

    /// The same on another clock.
    TaskMocks on(VirtualTime time) {
        callbacks = new CallbackPause(time);
        return this;
    }

    CallbackPause callbacks() {
        return callbacks;
    }

    void put(String machine, String state, TaskMock mock) {
        mocks.put(new Key(machine, state), mock);
    }

    @Override
    public Optional<Answer> next(TaskRequest request) {
        TaskMock mock = mocks.get(new Key(
                machine(request.caller().stateMachineArn()), request.caller().stateName()));
        return Optional.ofNullable(mock).flatMap(found -> found.next(request));
    }

    /// `Orders` of `...:stateMachine:Orders` and of `...:stateMachine:Orders/EachItem`.
    private static String machine(String arn) {
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        int label = name.indexOf('/');
        return label < 0 ? name : name.substring(0, label);
    }
}
