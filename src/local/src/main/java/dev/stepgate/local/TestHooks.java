// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.lambda.FunctionAnswers;
import dev.stepgate.local.mock.MockConfiguration;
import dev.stepgate.local.mock.MockedTasks;
import dev.stepgate.local.sns.TopicObserver;
import dev.stepgate.local.sqs.QueueObserver;
import dev.stepgate.local.stepfunctions.TestCases;
import dev.stepgate.local.time.Time;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a test puts between the interpreter and the rest, and what watches.
///
/// @param tasks gets what Task states would call, and gives what they call
/// @param observer watches every execution
/// @param testCases of which an execution can be started
/// @param functions what is answered in place of functions
public record TestHooks(
        UnaryOperator<Tasks> tasks,
        Observer observer,
        Optional<TestCases> testCases,
        FunctionAnswers functions,
        Messaging messaging) {
    public static final TestHooks NONE = new TestHooks(
            UnaryOperator.identity(), Observer.NONE, Optional.empty(), FunctionAnswers.NONE, Messaging.UNWATCHED);

    /// What watches queues and topics.
    public record Messaging(QueueObserver queues, TopicObserver topics) {
        public static final Messaging UNWATCHED = new Messaging(QueueObserver.NONE, TopicObserver.NONE);
    }

    /// Those of a mock configuration. A definition may name services that are not here, for test cases to mock.
    static TestHooks of(MockConfiguration configuration, Time time) {
        return new TestHooks(
                real -> new MockedTasks(real, time, _ -> Optional.empty()),
                Observer.NONE,
                Optional.of(configuration.on(time)),
                FunctionAnswers.NONE,
                Messaging.UNWATCHED);
    }
}
