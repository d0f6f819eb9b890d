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

/// The hooks of a test: replacements between the interpreter and the services, and observers.
///
/// @param tasks decorates the calls of Task states
/// @param observer watches every execution
/// @param testCases with which an execution can be started
/// @param functions answers in place of functions
public record TestHooks(
        UnaryOperator<Tasks> tasks,
        Observer observer,
        Optional<TestCases> testCases,
        FunctionAnswers functions,
        Messaging messaging) {
    public static final TestHooks NONE = new TestHooks(
            UnaryOperator.identity(), Observer.NONE, Optional.empty(), FunctionAnswers.NONE, Messaging.UNWATCHED);

    /// The observers of queues and topics.
    public record Messaging(QueueObserver queues, TopicObserver topics) {
        public static final Messaging UNWATCHED = new Messaging(QueueObserver.NONE, TopicObserver.NONE);
    }

    /// Makes the hooks of a mock configuration. A definition may name services that are not here, for test
    /// cases to mock.
    static TestHooks of(MockConfiguration configuration, Time time) {
        return new TestHooks(
                real -> new MockedTasks(real, time, _ -> Optional.empty()),
                Observer.NONE,
                Optional.of(configuration.on(time)),
                FunctionAnswers.NONE,
                Messaging.UNWATCHED);
    }
}
