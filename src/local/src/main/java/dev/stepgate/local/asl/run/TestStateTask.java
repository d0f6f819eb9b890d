// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Makes the real call of a Task that is tested without a mock.
final class TestStateTask {
    private final Frame frame;
    private final State.Task task;
    private final JsonNode arguments;

    TestStateTask(Frame frame, State.Task task, JsonNode arguments) {
        this.frame = frame;
        this.task = task;
        this.arguments = arguments;
    }

    /// Receives the result or the failure, once, on any thread.
    interface Answer {
        void succeeded(JsonNode result);

        void failed(StateException exception);
    }

    void run(Duration limit, Answer answer) {
        SettingEvaluation settings = new SettingEvaluation(Evaluation.of(frame));
        Optional<Duration> timeout =
                task.call().timeout().map(value -> Duration.ofSeconds(settings.integer(value, "TimeoutSeconds")));
        First first = new First(answer);
        Duration shorter = timeout.filter(own -> own.compareTo(limit) < 0).orElse(limit);
        first.timer = frame.execution().time().after(shorter, () -> first.fail(StateException.timeout()));
        frame.execution().tasks().start(request(timeout), first);
    }

    /// Passes on the first report; a test waits for the result alone.
    private static final class First implements TaskProgress {
        private final Answer answer;
        private final AtomicBoolean answered = new AtomicBoolean();
        private volatile Time.@Nullable Timer timer;

        First(Answer answer) {
            this.answer = answer;
        }

        @Override
        public void submitted(JsonNode output) {}

        @Override
        public void succeeded(JsonNode output) {
            once(() -> answer.succeeded(output));
        }

        @Override
        public void failed(Optional<String> error, Optional<String> cause) {
            fail(StateException.reported(new Failure(error, cause)));
        }

        @Override
        public void broken(String cause) {
            fail(StateException.runtime(cause));
        }

        void fail(StateException exception) {
            once(() -> answer.failed(exception));
        }

        private void once(Runnable action) {
            if (answered.compareAndSet(false, true)) {
                Time.Timer limit = timer;
                if (limit != null) {
                    limit.cancel();
                }
                action.run();
            }
        }
    }

    private TaskRequest request(Optional<Duration> timeout) {
        StartRequest.Identity identity = frame.execution().request().identity();
        return new TaskRequest(
                task.call().resource(),
                arguments,
                Optional.empty(),
                new TaskRequest.Limits(timeout, Optional.empty()),
                Optional.empty(),
                new TaskRequest.Caller(
                        identity.executionArn(),
                        identity.executionName(),
                        identity.machine().arn(),
                        task.name(),
                        0));
    }
}
