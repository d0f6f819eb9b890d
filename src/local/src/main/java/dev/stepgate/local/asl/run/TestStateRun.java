// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.Catcher;
import dev.stepgate.local.asl.Recovery;
import dev.stepgate.local.asl.Retrier;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.Transition;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// Runs one [TestStateRequest] with the evaluation that executions use.
final class TestStateRun {
    /// The maximum duration of a test.
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final TestStateRequest test;
    private final Execution execution;
    private final Frame frame;
    private final Evaluation evaluation;
    private final InspectionRecorder inspection = new InspectionRecorder();
    private final CompletableFuture<TestStateRequest.Report> report = new CompletableFuture<>();

    TestStateRun(Interpreter interpreter, TestStateRequest test) {
        this.test = test;
        this.execution = new UnkeptExecution(interpreter, test.request(), interpreter.tasks());
        this.frame = Frame.standingIn(execution, test.context(), test.variables());
        this.evaluation = Evaluation.of(frame);
    }

    CompletionStage<TestStateRequest.Report> run() {
        inspection.note("input", frame.input());
        noteVariables(frame.variables());
        try (Time.Hold _ = execution.time().hold(execution)) {
            attempt(this::begin);
        }
        return report;
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (StateException e) {
            fail(e);
        }
    }

    private void begin() {
        boolean notesInput = switch (frame.state()) {
            case State.Task _, State.Pass _, State.Parallel _ -> false;
            case State.Choice _, State.Wait _, State.Succeed _, State.Fail _, State.Map _ -> true;
        };
        if (notesInput) {
            noteInput();
        }
        switch (frame.state()) {
            case State.Task task -> task(task);
            case State.Pass pass -> pass(pass);
            case State.Choice choice -> exit((StateProgress.Exited) ChoiceState.begin(frame, choice));
            case State.Wait wait -> after(WaitState.delay(frame, wait), () -> exit(evaluation.exit(wait.transition())));
            case State.Succeed _ -> exit(evaluation.exit(new Transition.End()));
            case State.Fail fail -> FailState.begin(frame, fail);
            case State.Parallel parallel -> mocked(parallel.transition());
            case State.Map map -> {
                new TestStateMap(frame, map, inspection).check(test.assumptions());
                mocked(map.transition());
            }
        }
    }

    private void pass(State.Pass pass) {
        if (pass.result().isPresent()) {
            succeed(pass.result().get(), pass.transition());
            return;
        }
        noteInput();
        JsonNode arguments = evaluation.arguments();
        if (evaluation instanceof PathEvaluation) {
            inspection.note("afterParameters", arguments);
        }
        leave(arguments, pass.transition());
    }

    private void task(State.Task task) {
        noteInput();
        JsonNode arguments = evaluation.arguments();
        inspection.note(evaluation instanceof PathEvaluation ? "afterParameters" : "afterArguments", arguments);
        if (test.mock().isPresent()) {
            mocked(test.mock().get(), result -> succeed(result, task.transition()));
        } else {
            new TestStateTask(frame, task, arguments).run(LIMIT, new TestStateTask.Answer() {
                @Override
                public void succeeded(JsonNode result) {
                    attempt(() -> succeed(result, task.transition()));
                }

                @Override
                public void failed(StateException exception) {
                    fail(exception);
                }
            });
        }
    }

    private void mocked(Transition transition) {
        mocked(test.mock().orElseThrow(), result -> leave(result, transition));
    }

    private static void mocked(TestStateRequest.Mock mock, Consumer<JsonNode> then) {
        switch (mock) {
            case TestStateRequest.Mock.Result result -> then.accept(result.result());
            case TestStateRequest.Mock.Failure failure ->
                throw StateException.reported(new Failure(failure.error(), failure.cause()));
        }
    }

    private void succeed(JsonNode result, Transition transition) {
        inspection.note("result", result);
        leave(result, transition);
    }

    private void leave(JsonNode result, Transition transition) {
        switch (evaluation) {
            case JsonataEvaluation jsonata -> exit(jsonata.exit(result, transition));
            case PathEvaluation paths -> {
                JsonNode selected = paths.selected(result);
                inspection.note("afterResultSelector", selected);
                JsonNode placed = paths.placed(selected);
                inspection.note("afterResultPath", placed);
                exit(paths.leave(selected, placed, transition));
            }
        }
    }

    private void exit(StateProgress.Exited exited) {
        report(TestStateRequest.Status.SUCCEEDED, exited, Optional.empty());
    }

    private void report(
            TestStateRequest.Status status, StateProgress.Exited exited, Optional<TestStateRequest.Error> error) {
        noteVariables(frame.variables().with(exited.assigned()));
        Optional<String> next = switch (exited.transition()) {
            case Transition.Next(String state) -> Optional.of(state);
            case Transition.End _ -> Optional.empty();
        };
        report.complete(
                new TestStateRequest.Report(status, Optional.of(exited.output()), next, error, inspection.toJson()));
    }

    private void noteInput() {
        if (evaluation instanceof PathEvaluation) {
            inspection.note("afterInputPath", evaluation.input());
        }
    }

    private void noteVariables(Variables variables) {
        Map<String, JsonNode> visible = variables.visible();
        if (!visible.isEmpty()) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            all.setAll(visible);
            inspection.note("variables", all);
        }
    }

    private void after(Duration delay, Runnable step) {
        Time.Timer limit = execution.time().after(LIMIT, () -> fail(StateException.timeout()));
        execution.time().after(delay, () -> {
            limit.cancel();
            attempt(step);
        });
    }

    private void fail(StateException exception) {
        Failure failure = exception.failure();
        Optional<TestStateRequest.Error> error =
                Optional.of(new TestStateRequest.Error(failure.error(), failure.cause()));
        if (exception.kind() != StateException.Kind.RUNTIME) {
            Recovery recovery = RetryAndCatch.recovery(frame.state());
            if (isRetriable(recovery.retriers(), exception)) {
                end(TestStateRequest.Status.RETRIABLE, error);
                return;
            }
            if (isCaught(recovery.catchers(), exception, error)) {
                return;
            }
        }
        end(TestStateRequest.Status.FAILED, error);
    }

    private void end(TestStateRequest.Status status, Optional<TestStateRequest.Error> error) {
        report.complete(
                new TestStateRequest.Report(status, Optional.empty(), Optional.empty(), error, inspection.toJson()));
    }

    private boolean isRetriable(List<Retrier> retriers, StateException exception) {
        for (int i = 0; i < retriers.size(); i++) {
            if (exception.matches(retriers.get(i).errorEquals())) {
                int retries = test.assumptions().retries();
                inspection.noteRetrier(i);
                if (retries < retriers.get(i).maxAttempts()) {
                    inspection.noteBackoff(retriers.get(i).delay(retries));
                    return true;
                }
                return false;
            }
        }
        return false;
    }

    private boolean isCaught(List<Catcher> catchers, StateException exception, Optional<TestStateRequest.Error> error) {
        for (int i = 0; i < catchers.size(); i++) {
            if (exception.matches(catchers.get(i).errorEquals())) {
                inspection.noteCatcher(i);
                caught(catchers.get(i), exception.failure(), i, error);
                return true;
            }
        }
        return false;
    }

    private void caught(Catcher catcher, Failure failure, int index, Optional<TestStateRequest.Error> error) {
        try {
            StateProgress.Exited exited = Evaluation.of(frame).caught(catcher, failure, "Catch[" + index + "]");
            report(TestStateRequest.Status.CAUGHT_ERROR, exited, error);
        } catch (StateException second) {
            Failure found = second.failure();
            end(TestStateRequest.Status.FAILED, Optional.of(new TestStateRequest.Error(found.error(), found.cause())));
        }
    }
}
