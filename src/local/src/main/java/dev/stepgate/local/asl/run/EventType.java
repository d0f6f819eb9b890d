// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.State;
import java.util.Optional;

/// The types of
/// [events](https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html), each with
/// the member that holds its details.
enum EventType {
    ACTIVITY_FAILED("ActivityFailed"),
    ACTIVITY_SCHEDULED("ActivityScheduled"),
    ACTIVITY_STARTED("ActivityStarted"),
    ACTIVITY_SUCCEEDED("ActivitySucceeded"),
    ACTIVITY_TIMED_OUT("ActivityTimedOut"),
    CHOICE_STATE_ENTERED("ChoiceStateEntered", "stateEntered"),
    CHOICE_STATE_EXITED("ChoiceStateExited", "stateExited"),
    EVALUATION_FAILED("EvaluationFailed"),
    EXECUTION_ABORTED("ExecutionAborted"),
    EXECUTION_FAILED("ExecutionFailed"),
    EXECUTION_REDRIVEN("ExecutionRedriven"),
    EXECUTION_STARTED("ExecutionStarted"),
    EXECUTION_SUCCEEDED("ExecutionSucceeded"),
    EXECUTION_TIMED_OUT("ExecutionTimedOut"),
    FAIL_STATE_ENTERED("FailStateEntered", "stateEntered"),
    LAMBDA_FUNCTION_FAILED("LambdaFunctionFailed"),
    LAMBDA_FUNCTION_SCHEDULED("LambdaFunctionScheduled"),
    LAMBDA_FUNCTION_STARTED("LambdaFunctionStarted"),
    LAMBDA_FUNCTION_SUCCEEDED("LambdaFunctionSucceeded"),
    LAMBDA_FUNCTION_TIMED_OUT("LambdaFunctionTimedOut"),
    MAP_ITERATION_ABORTED("MapIterationAborted"),
    MAP_ITERATION_FAILED("MapIterationFailed"),
    MAP_ITERATION_STARTED("MapIterationStarted"),
    MAP_ITERATION_SUCCEEDED("MapIterationSucceeded"),
    MAP_RUN_ABORTED("MapRunAborted"),
    MAP_RUN_FAILED("MapRunFailed"),
    MAP_RUN_REDRIVEN("MapRunRedriven"),
    MAP_RUN_STARTED("MapRunStarted"),
    MAP_RUN_SUCCEEDED("MapRunSucceeded"),
    MAP_STATE_ABORTED("MapStateAborted"),
    MAP_STATE_ENTERED("MapStateEntered", "stateEntered"),
    MAP_STATE_EXITED("MapStateExited", "stateExited"),
    MAP_STATE_FAILED("MapStateFailed"),
    MAP_STATE_STARTED("MapStateStarted"),
    MAP_STATE_SUCCEEDED("MapStateSucceeded"),
    PARALLEL_STATE_ABORTED("ParallelStateAborted"),
    PARALLEL_STATE_ENTERED("ParallelStateEntered", "stateEntered"),
    PARALLEL_STATE_EXITED("ParallelStateExited", "stateExited"),
    PARALLEL_STATE_FAILED("ParallelStateFailed"),
    PARALLEL_STATE_STARTED("ParallelStateStarted"),
    PARALLEL_STATE_SUCCEEDED("ParallelStateSucceeded"),
    PASS_STATE_ENTERED("PassStateEntered", "stateEntered"),
    PASS_STATE_EXITED("PassStateExited", "stateExited"),
    SUCCEED_STATE_ENTERED("SucceedStateEntered", "stateEntered"),
    SUCCEED_STATE_EXITED("SucceedStateExited", "stateExited"),
    TASK_FAILED("TaskFailed"),
    TASK_SCHEDULED("TaskScheduled"),
    TASK_STARTED("TaskStarted"),
    TASK_STATE_ABORTED("TaskStateAborted"),
    TASK_STATE_ENTERED("TaskStateEntered", "stateEntered"),
    TASK_STATE_EXITED("TaskStateExited", "stateExited"),
    TASK_SUBMITTED("TaskSubmitted"),
    TASK_SUCCEEDED("TaskSucceeded"),
    TASK_TIMED_OUT("TaskTimedOut"),
    WAIT_STATE_ABORTED("WaitStateAborted"),
    WAIT_STATE_ENTERED("WaitStateEntered", "stateEntered"),
    WAIT_STATE_EXITED("WaitStateExited", "stateExited");

    private final String text;
    private final String details;

    EventType(String text) {
        this(text, Character.toLowerCase(text.charAt(0)) + text.substring(1));
    }

    EventType(String text, String details) {
        this.text = text;
        this.details = details + "EventDetails";
    }

    /// The type's name in the API, such as `TaskStateEntered`.
    String text() {
        return text;
    }

    /// The member of the event that holds its details, such as `stateEnteredEventDetails`.
    String details() {
        return details;
    }

    /// Tells whether this event ends an execution.
    boolean isEnd() {
        return switch (this) {
            case EXECUTION_SUCCEEDED, EXECUTION_FAILED, EXECUTION_TIMED_OUT, EXECUTION_ABORTED -> true;
            default -> false;
        };
    }

    static EventType entered(State state) {
        return switch (state) {
            case State.Task _ -> TASK_STATE_ENTERED;
            case State.Pass _ -> PASS_STATE_ENTERED;
            case State.Choice _ -> CHOICE_STATE_ENTERED;
            case State.Wait _ -> WAIT_STATE_ENTERED;
            case State.Succeed _ -> SUCCEED_STATE_ENTERED;
            case State.Fail _ -> FAIL_STATE_ENTERED;
            case State.Parallel _ -> PARALLEL_STATE_ENTERED;
            case State.Map _ -> MAP_STATE_ENTERED;
        };
    }

    static EventType exited(State state) {
        return switch (state) {
            case State.Task _ -> TASK_STATE_EXITED;
            case State.Pass _ -> PASS_STATE_EXITED;
            case State.Choice _ -> CHOICE_STATE_EXITED;
            case State.Wait _ -> WAIT_STATE_EXITED;
            case State.Succeed _ -> SUCCEED_STATE_EXITED;
            case State.Fail _ -> throw new IllegalStateException("A Fail state does not exit");
            case State.Parallel _ -> PARALLEL_STATE_EXITED;
            case State.Map _ -> MAP_STATE_EXITED;
        };
    }

    /// Returns the event of a state that is aborted while it waits; empty for states that cannot be.
    static Optional<EventType> aborted(State state) {
        return switch (state) {
            case State.Task _ -> Optional.of(TASK_STATE_ABORTED);
            case State.Wait _ -> Optional.of(WAIT_STATE_ABORTED);
            case State.Parallel _ -> Optional.of(PARALLEL_STATE_ABORTED);
            case State.Map _ -> Optional.of(MAP_STATE_ABORTED);
            case State.Pass _, State.Choice _, State.Succeed _, State.Fail _ -> Optional.empty();
        };
    }
}
