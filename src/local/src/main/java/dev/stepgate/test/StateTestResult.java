// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.TestStateRequest;
import dev.stepgate.local.json.Json;
import java.util.Optional;
import org.assertj.core.api.AssertProvider;

/// The result of a state that was run alone.
///
/// @param answer of TestState
public record StateTestResult(JsonNode answer) implements AssertProvider<StateTestResultAssert> {

    public TestStateRequest.Status status() {
        return TestStateRequest.Status.valueOf(answer.path("status").textValue());
    }

    /// The output of a state that has succeeded or has caught an error.
    public Optional<JsonNode> output() {
        return text("output").map(Json::parse);
    }

    public Optional<String> error() {
        return text("error");
    }

    public Optional<String> cause() {
        return text("cause");
    }

    /// The next state; empty when this one is the last, or has failed.
    public Optional<String> nextState() {
        return text("nextState");
    }

    /// The state's data between its steps: `afterInputPath`, `afterArguments`, `result`, `afterResultPath`,
    /// `variables`
    /// ([InspectionData](https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html)).
    public Optional<JsonNode> inspected(String step) {
        JsonNode noted = answer.path("inspectionData").path(step);
        if (noted.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(noted.isTextual() ? Json.parse(noted.textValue()) : noted);
    }

    private Optional<String> text(String member) {
        return Optional.ofNullable(answer.path(member).textValue());
    }

    /// Supports AssertJ's `assertThat(result)`.
    @Override
    public StateTestResultAssert assertThat() {
        return new StateTestResultAssert(this);
    }
}
