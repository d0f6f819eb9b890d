// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.TestStateRequest;
import dev.stepgate.local.json.Json;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/// Assertions about the result of a state that was run alone. Each message shows the whole result.
public final class StateTestResultAssert extends AbstractAssert<StateTestResultAssert, StateTestResult> {
    StateTestResultAssert(StateTestResult actual) {
        super(actual, StateTestResultAssert.class);
    }

    public StateTestResultAssert succeeded() {
        return check(actual.status() == TestStateRequest.Status.SUCCEEDED, "success");
    }

    /// Verifies that it succeeded, with an output equal to this JSON.
    public StateTestResultAssert succeededWith(String json) {
        return succeeded().hasOutput(json);
    }

    /// Verifies that it failed, and that neither Retry nor Catch matches the error.
    public StateTestResultAssert failedWith(String error) {
        return check(actual.status() == TestStateRequest.Status.FAILED, "a failure")
                .hasError(error);
    }

    /// Verifies that it failed with this cause, and that neither Retry nor Catch matches the error.
    public StateTestResultAssert failedWith(String error, String cause) {
        return failedWith(error).check(actual.cause().equals(Optional.of(cause)), "the cause " + cause);
    }

    /// Verifies that it failed, and that Catch matches the error.
    public StateTestResultAssert caught(String error) {
        return check(actual.status() == TestStateRequest.Status.CAUGHT_ERROR, "a caught error")
                .hasError(error);
    }

    /// Verifies that it failed, and that Retry matches the error.
    public StateTestResultAssert isRetriable(String error) {
        return check(actual.status() == TestStateRequest.Status.RETRIABLE, "an error that is retried")
                .hasError(error);
    }

    /// Verifies the delay before the next attempt.
    public StateTestResultAssert retriesAfter(Duration delay) {
        JsonNode seconds = actual.answer().at("/inspectionData/errorDetails/retryBackoffIntervalSeconds");
        return check(seconds.asLong(-1) == delay.toSeconds(), "another attempt after " + delay.toSeconds() + " s");
    }

    /// Verifies that the output equals this JSON.
    public StateTestResultAssert hasOutput(String json) {
        JsonNode expected = Stepgate.json(json);
        boolean equal =
                actual.output().filter(output -> Json.equal(output, expected)).isPresent();
        return check(equal, "the output " + expected);
    }

    public StateTestResultAssert goesTo(String state) {
        return check(actual.nextState().equals(Optional.of(state)), "the next state " + state);
    }

    /// Verifies that it succeeded and that no state follows.
    public StateTestResultAssert isTheEnd() {
        return succeeded().check(actual.nextState().isEmpty(), "no next state");
    }

    /// Verifies that the state's data after this step equals this JSON; see [StateTestResult#inspected].
    public StateTestResultAssert inspected(String step, String json) {
        JsonNode expected = Stepgate.json(json);
        boolean equal = actual.inspected(step)
                .filter(data -> Json.equal(data, expected))
                .isPresent();
        return check(equal, step + " to be " + expected);
    }

    private StateTestResultAssert hasError(String error) {
        return check(actual.error().equals(Optional.of(error)), "the error " + error);
    }

    private StateTestResultAssert check(boolean holds, String expected) {
        if (!holds) {
            throw failure(
                    "expected %s but TestState answers %n%s",
                    expected, actual.answer().toPrettyString());
        }
        return this;
    }
}
