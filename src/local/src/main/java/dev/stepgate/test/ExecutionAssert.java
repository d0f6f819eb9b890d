// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.history.EventJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Assertions about an execution: its outcome, the states it passed through, its events. Every failure shows
/// the history.
public final class ExecutionAssert extends StatesAssert<ExecutionAssert> {
    ExecutionAssert(WorkflowExecution actual) {
        super(actual, ExecutionAssert.class);
    }

    @Override
    String subject() {
        return name(actual);
    }

    @Override
    boolean contains(StateVisit visit) {
        return true;
    }

    public ExecutionAssert succeeded() {
        return is(WorkflowExecution.Status.SUCCEEDED, "to have succeeded");
    }

    /// Verifies that it succeeded, with an output equal to this JSON.
    public ExecutionAssert succeededWith(String json) {
        JsonAssert unused = output().is(json);
        return this;
    }

    /// The output of an execution that has succeeded.
    public JsonAssert output() {
        succeeded();
        JsonNode output = actual.output().orElseThrow();
        return new JsonAssert(output, new AssertionSubject("the output of " + subject(), this::tableOfEnd));
    }

    public ExecutionAssert failed() {
        return is(WorkflowExecution.Status.FAILED, "to have failed");
    }

    /// Verifies that it failed with this error name.
    public ExecutionAssert failedWith(String error) {
        String expectation = "to have failed with " + error;
        is(WorkflowExecution.Status.FAILED, expectation);
        return actual.error().equals(Optional.of(error)) ? this : fails(expectation);
    }

    public ExecutionAssert failedWith(String error, String cause) {
        failedWith(error);
        return actual.cause().equals(Optional.of(cause))
                ? this
                : fails("to have failed with " + error + ": " + FailureText.shortened(cause, 300));
    }

    /// Verifies that the execution's own time limit passed: `TimeoutSeconds` of the machine, or five minutes
    /// of an Express workflow. (A Task that times out fails the execution with `States.Timeout`.)
    public ExecutionAssert timedOut() {
        return is(WorkflowExecution.Status.TIMED_OUT, "to have timed out");
    }

    /// Verifies that it was stopped.
    public ExecutionAssert aborted() {
        return is(WorkflowExecution.Status.ABORTED, "to have been aborted");
    }

    public ExecutionAssert isRunning() {
        return is(WorkflowExecution.Status.RUNNING, "to be running");
    }

    /// Verifies that it is running and is in exactly these states, one for each active branch and iteration,
    /// in any order.
    public ExecutionAssert isWaitingIn(String... states) {
        String expectation = "to be waiting in " + List.of(states);
        is(WorkflowExecution.Status.RUNNING, expectation);
        List<String> found = trace().waiting().stream().sorted().toList();
        return found.equals(Stream.of(states).sorted().toList()) ? this : fails(expectation);
    }

    /// Verifies the time from its start to its end, or until now.
    public ExecutionAssert lasted(Duration duration) {
        Duration lasted = actual.duration();
        if (!lasted.equals(duration)) {
            throw mismatch(
                    "to have lasted " + FailureText.seconds(duration),
                    "it lasted " + FailureText.seconds(lasted),
                    lastEvent());
        }
        return this;
    }

    /// Verifies that events of these types, such as `TaskFailed`, happened in this order; others may have
    /// happened before, between and after them.
    public ExecutionAssert hasEvents(String... types) {
        int next = 0;
        int last = 0;
        for (EventJson event : trace().events()) {
            if (next < types.length && event.type().equals(types[next])) {
                next++;
                last = event.id();
            }
        }
        if (next < types.length) {
            throw mismatch(
                    "to have the events " + List.of(types),
                    "there is no " + types[next] + (next == 0 ? "" : " after event " + last),
                    last);
        }
        return this;
    }

    /// Verifies that exactly these events happened, in this order.
    public ExecutionAssert hasEventsExactly(String... types) {
        List<EventJson> events = trace().events();
        for (int i = 0; i < Math.max(events.size(), types.length); i++) {
            String expected = i < types.length ? types[i] : "no event";
            String found = i < events.size() ? events.get(i).type() : "no event";
            if (!expected.equals(found)) {
                throw mismatch(
                        "to have " + expected + " as its event " + (i + 1),
                        "it is " + found,
                        Math.min(i + 1, events.size()));
            }
        }
        return this;
    }

    /// Verifies that the history is the one in this file, an answer of GetExecutionHistory. Strings that hold
    /// JSON are compared as JSON.
    ///
    /// @param ignoring names of members that are not compared, at any depth: `timestamp`, `roleArn`
    public ExecutionAssert hasHistory(Path recorded, String... ignoring) {
        RecordedHistory.read(recorded)
                .difference(trace().events(), List.of(ignoring))
                .ifPresent(difference -> {
                    throw mismatch(
                            "to have the history of " + recorded.getFileName(),
                            difference.text(),
                            Math.min(difference.event(), lastEvent()));
                });
        return this;
    }

    /// Verifies the number of executions that its distributed Maps and its Tasks started.
    public ExecutionAssert hasChildren(int count) {
        int found = actual.children().size();
        if (found != count) {
            throw mismatch("to have " + count + " child executions", "it has " + found, 0);
        }
        return this;
    }

    /// An execution started by a distributed Map or a Task.
    ///
    /// @param index from 0
    public ExecutionAssert child(int index) {
        List<WorkflowExecution> children = actual.children();
        if (index >= children.size()) {
            throw mismatch("to have a child execution " + index, "it has " + children.size(), 0);
        }
        return new ExecutionAssert(children.get(index));
    }

    private ExecutionAssert is(WorkflowExecution.Status status, String expectation) {
        return actual.status() == status ? this : fails(expectation);
    }

    private ExecutionAssert fails(String expectation) {
        throw mismatch(expectation, found(), lastEvent());
    }

    private String found() {
        return switch (actual.status()) {
            case RUNNING -> "it is running, in " + trace().waiting();
            case SUCCEEDED ->
                "it has succeeded with "
                        + actual.output().map(FailureText::json).orElse("nothing");
            case FAILED -> "it has failed" + failure(" with ");
            case TIMED_OUT -> "it has timed out";
            case ABORTED -> "it was aborted" + failure(" with ");
        };
    }

    private String failure(String before) {
        String error = actual.error().map(text -> before + text).orElse("");
        return error
                + actual.cause()
                        .map(text -> ": " + FailureText.shortened(text, 300))
                        .orElse("");
    }

    private String tableOfEnd(int mark) {
        return table(mark == 0 ? lastEvent() : mark);
    }

    private int lastEvent() {
        return trace().events().isEmpty() ? 0 : trace().events().getLast().id();
    }
}
