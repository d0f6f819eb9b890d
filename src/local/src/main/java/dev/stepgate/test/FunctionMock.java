// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.lambda.FunctionAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A function and the answers given in its place to every caller: a Task, a queue, a topic, an API, an
/// authorizer. [#then] begins the answer to the next call; the last answer is repeated for all further calls.
/// Without an answer the function itself is called.
///
/// The first answer replaces those that an earlier object for this function defined.
public final class FunctionMock {
    private final FunctionMocks mocks;
    private final String logicalId;
    private final AnswerPlan<Function<JsonNode, Optional<FunctionAnswer>>> plan = new AnswerPlan<>();

    FunctionMock(FunctionMocks mocks, String logicalId) {
        this.mocks = mocks;
        this.logicalId = logicalId;
    }

    public FunctionMock returns(JsonNode payload) {
        return add(new FunctionAnswer.Returned(payload));
    }

    /// Returns this payload, in the relaxed JSON of [Stepgate#json].
    public FunctionMock returns(String payload) {
        return returns(Stepgate.json(payload));
    }

    /// Returns the payload after this much time.
    public FunctionMock returnsAfter(Duration delay, String payload) {
        return add(new FunctionAnswer.After(delay, new FunctionAnswer.Returned(Stepgate.json(payload))));
    }

    /// Fails as if the handler had thrown an exception.
    ///
    /// @param errorType the name of an exception's class, which Retry and Catch of a Task match
    public FunctionMock fails(String errorType, String errorMessage) {
        return add(new FunctionAnswer.Failed(errorType, errorMessage));
    }

    /// Never answers, so that the function's own Timeout passes.
    public FunctionMock timesOut() {
        return add(new FunctionAnswer.TimedOut());
    }

    /// Calls the function.
    public FunctionMock callsThrough() {
        return add(_ -> Optional.empty());
    }

    /// Returns the handler's result for the event. It must not wait and must not call this Stepgate; an
    /// exception it throws counts as the function's own, a [TaskFailure] under the name that it gives.
    public FunctionMock answers(UnaryOperator<JsonNode> handler) {
        return add(event -> {
            try {
                return Optional.of(new FunctionAnswer.Returned(handler.apply(event)));
            } catch (TaskFailure failure) {
                return Optional.of(new FunctionAnswer.Failed(failure.error(), failure.cause()));
            } catch (RuntimeException | AssertionError thrown) {
                String message = String.valueOf(thrown.getMessage());
                return Optional.of(new FunctionAnswer.Failed(thrown.getClass().getName(), message));
            }
        });
    }

    /// Begins the answer to the next call.
    public FunctionMock then() {
        plan.then();
        return this;
    }

    /// Uses the latest answer for this many calls.
    public FunctionMock times(int calls) {
        plan.times(calls);
        return this;
    }

    /// The events of all calls since the start or the last reset, mocked or not, in order.
    public List<JsonNode> sent() {
        return mocks.sent(logicalId);
    }

    private FunctionMock add(FunctionAnswer answer) {
        return add(_ -> Optional.of(answer));
    }

    private FunctionMock add(Function<JsonNode, Optional<FunctionAnswer>> answer) {
        plan.add(answer);
        mocks.put(logicalId, plan);
        return this;
    }
}
