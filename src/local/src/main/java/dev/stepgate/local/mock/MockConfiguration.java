// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.StateGroup;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.stepfunctions.TestCases;
import dev.stepgate.local.time.Time;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// AWS's mock configuration: the test cases of state machines
/// ([format](https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html)).
public final class MockConfiguration {
    private final Path file;
    private final Map<String, Map<String, TestCase>> byMachine;

    MockConfiguration(Path file, Map<String, Map<String, TestCase>> byMachine) {
        this.file = file;
        this.byMachine = byMachine;
    }

    /// Reads a file.
    ///
    /// @throws MockConfigurationException with every problem in it
    public static MockConfiguration read(Path file) {
        return MockConfigurationReader.read(file);
    }

    /// Returns the test cases for executions on this clock.
    public TestCases on(Time time) {
        return (machine, definition, testCase) -> testCase.map(name -> mocks(machine, definition, name))
                .<UnaryOperator<Tasks>>map(found -> real -> new MockedTasks(real, time, found))
                .orElseGet(UnaryOperator::identity);
    }

    /// @throws AwsException ValidationException, naming the existing test cases
    public void check(String machine, StateMachine definition, String testCase) {
        MockAnswers unused = mocks(machine, definition, testCase);
    }

    private MockAnswers mocks(String machine, StateMachine definition, String name) {
        if (name.isEmpty()) {
            return _ -> Optional.empty();
        }
        Map<String, TestCase> cases = byMachine.get(machine);
        if (cases == null) {
            throw problem("has no state machine '" + machine + "'; it has " + byMachine.keySet());
        }
        TestCase found = cases.get(name);
        if (found == null) {
            throw problem(
                    "has no test case '" + name + "' of the state machine '" + machine + "'; it has " + cases.keySet());
        }
        Set<String> tasks = tasks(definition.states());
        List<String> others =
                found.states().stream().filter(state -> !tasks.contains(state)).toList();
        if (!others.isEmpty()) {
            throw problem("mocks " + others + " in the test case '" + name + "', but the Task states of '" + machine
                    + "' are " + tasks);
        }
        return found.begin();
    }

    private static Set<String> tasks(StateGroup states) {
        return states.atEveryDepth()
                .filter(State.Task.class::isInstance)
                .map(State::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private AwsException problem(String what) {
        return new AwsException(
                400, "ValidationException", "The mock configuration " + file.getFileName() + " " + what);
    }
}
