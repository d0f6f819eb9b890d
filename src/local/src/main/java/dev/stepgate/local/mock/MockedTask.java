// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.asl.Resource;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.time.Time;
import java.util.function.Function;

/// One call that is answered here. One that goes on after the service has taken it is submitted first, as on AWS.
final class MockedTask implements TaskHandle {
    private final TaskRequest request;
    private final TaskProgress progress;
    private final Time time;
    private Runnable onAnswer = () -> {};
    private Runnable onCancel = () -> {};

    MockedTask(TaskRequest request, TaskProgress progress, Time time) {
        this.request = request;
        this.progress = progress;
        this.time = time;
    }

    void begin(Answer answer) {
        if (isSubmitted()) {
            progress.submitted(JsonNodeFactory.instance.objectNode());
        }
        give(answer);
    }

    private boolean isSubmitted() {
        return request.resource() instanceof Resource.Service service
                && service.pattern() != Resource.Pattern.REQUEST_RESPONSE;
    }

    private void give(Answer answer) {
        switch (answer) {
            case Answer.Return result -> progress.succeeded(result.output());
            case Answer.Throw failure -> progress.failed(failure.error(), failure.cause());
            case Answer.Never _ -> {}
            case Answer.After later -> {
                Time.Timer timer = time.after(later.delay(), () -> give(later.then()));
                then(() -> {}, timer::cancel);
            }
            case Answer.CallThrough _ ->
                throw new IllegalStateException("only a first answer can leave a call to the service");
            case Answer.Computed computed -> give(compute(computed.function()));
            case Answer.Callback callback -> {
                then(callback.answered(), callback.over());
                callback.begun().run();
            }
            case Answer.Broken broken -> progress.broken(broken.cause());
        }
    }

    @SuppressWarnings("CatchingUnchecked") // a test's function; an assertion of it may fail
    private Answer compute(Function<TaskRequest, Answer> function) {
        try {
            return function.apply(request);
        } catch (RuntimeException | AssertionError thrown) {
            return new Answer.Broken(
                    "The mock of the state '" + request.caller().stateName() + "' threw " + thrown);
        }
    }

    private synchronized void then(Runnable whenAnswered, Runnable whenCancelled) {
        onAnswer = whenAnswered;
        onCancel = whenCancelled;
    }

    @Override
    public synchronized void cancel() {
        onCancel.run();
    }

    @Override
    public synchronized void answered() {
        onAnswer.run();
    }
}
