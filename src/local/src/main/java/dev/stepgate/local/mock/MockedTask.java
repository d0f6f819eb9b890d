// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.time.Time;
import java.util.function.Function;

/// A call that is answered here. If it continues after the service has accepted it, it is submitted first, as
/// on AWS.
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

    void begin(MockAnswer answer) {
        if (isSubmitted()) {
            progress.submitted(JsonNodeFactory.instance.objectNode());
        }
        give(answer);
    }

    private boolean isSubmitted() {
        return request.resource() instanceof TaskResource.Service service
                && service.pattern() != TaskResource.Pattern.REQUEST_RESPONSE;
    }

    private void give(MockAnswer answer) {
        switch (answer) {
            case MockAnswer.Return result -> progress.succeeded(result.output());
            case MockAnswer.Throw failure -> progress.failed(failure.error(), failure.cause());
            case MockAnswer.Never _ -> {}
            case MockAnswer.After later -> {
                Time.Timer timer = time.after(later.delay(), () -> give(later.then()));
                then(() -> {}, timer::cancel);
            }
            case MockAnswer.CallThrough _ ->
                throw new IllegalStateException("only a first answer can leave a call to the service");
            case MockAnswer.Computed computed -> give(compute(computed.function()));
            case MockAnswer.Callback callback -> {
                then(callback.answered(), callback.over());
                callback.begun().run();
            }
            case MockAnswer.Broken broken -> progress.broken(broken.cause());
        }
    }

    @SuppressWarnings("CatchingUnchecked") // a test's function; an assertion of it may fail
    private MockAnswer compute(Function<TaskRequest, MockAnswer> function) {
        try {
            return function.apply(request);
        } catch (RuntimeException | AssertionError thrown) {
            return new MockAnswer.Broken(
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
