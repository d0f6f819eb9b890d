// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.aws.AwsException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Test cases, as Step Functions Local has them: an execution that is started with
/// `...:stateMachine:NAME#CASE` gets the mocks of that case
/// ([how](https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-test-sm-exec.html)).
@FunctionalInterface
public interface TestCases {

    /// Returns the decorator that answers an execution's Task states from mocks.
    ///
    /// @param machine its name
    /// @param testCase the text after the `#`, if any
    /// @throws AwsException when there is no such test case
    UnaryOperator<Tasks> of(String machine, StateMachine definition, Optional<String> testCase);
}
