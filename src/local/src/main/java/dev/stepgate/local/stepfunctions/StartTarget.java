// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import dev.stepgate.local.asl.run.Tasks;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The target of a start: a state machine and, where there are test cases, possibly one of them after a `#`.
record StartTarget(String machineArn, Optional<String> testCase, Optional<TestCases> testCases) {

    static StartTarget of(String arn, Optional<TestCases> testCases) {
        int mark = testCases.isPresent() ? arn.indexOf('#') : -1;
        return mark < 0
                ? new StartTarget(arn, Optional.empty(), testCases)
                : new StartTarget(arn.substring(0, mark), Optional.of(arn.substring(mark + 1)), testCases);
    }

    /// Throws the AwsException `ValidationException` when the machine has no such test case.
    UnaryOperator<Tasks> mocks(StateMachineEntries.Target target) {
        String name = target.machine().identity().name();
        return testCases
                .map(cases -> cases.of(name, target.revision().content().machine(), testCase))
                .orElseGet(UnaryOperator::identity);
    }
}
