// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.mock.MockAnswer;
import dev.stepgate.local.mock.MockAnswers;
import dev.stepgate.local.mock.MockConfiguration;
import dev.stepgate.local.stepfunctions.TestCases;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.time.Time;
import dev.stepgate.local.time.VirtualTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// The mocked states of all machines. States inside a distributed Map belong to the machine that contains the
/// Map.
final class TaskMocks implements MockAnswers {
    private final Map<Key, TaskMock> mocks = new ConcurrentHashMap<>();
    private final Map<String, String> testCases = new ConcurrentHashMap<>();
    private volatile Optional<MockConfiguration> configuration = Optional.empty();
    private volatile CallbackPause callbacks;

    private record Key(String machine, String state) {}

    TaskMocks(VirtualTime time) {
        callbacks = new CallbackPause(time);
    }

    /// Moves these mocks to another clock.
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

    void use(MockConfiguration read) {
        configuration = Optional.of(read);
    }

    /// Makes every execution of the machine run the test case, unless it is started with another.
    ///
    /// @throws IllegalArgumentException when there is no such test case
    void use(Resource.StateMachine machine, String testCase) {
        try {
            configuration().check(machine.name(), MachineStates.of(machine).machine(), testCase);
        } catch (AwsException e) {
            throw new IllegalArgumentException(e.message());
        }
        testCases.put(machine.name(), testCase);
    }

    /// The test cases of the mock configuration, on this clock.
    TestCases testCases(Time time) {
        return (machine, definition, given) -> {
            Optional<String> testCase = given.or(() -> Optional.ofNullable(testCases.get(machine)));
            return testCase.isEmpty()
                    ? UnaryOperator.identity()
                    : configuration().on(time).of(machine, definition, testCase);
        };
    }

    private MockConfiguration configuration() {
        return configuration.orElseThrow(() -> new AwsException(
                400, "ValidationException", "no mock configuration has been read; mockConfiguration(file) reads one"));
    }

    @Override
    public Optional<MockAnswer> next(TaskRequest request) {
        TaskMock mock = mocks.get(new Key(
                machine(request.caller().stateMachineArn()), request.caller().stateName()));
        return Optional.ofNullable(mock).flatMap(found -> found.next(request));
    }

    /// Returns `Orders` for `...:stateMachine:Orders` and for `...:stateMachine:Orders/EachItem`.
    private static String machine(String arn) {
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        int label = name.indexOf('/');
        return label < 0 ? name : name.substring(0, label);
    }
}
