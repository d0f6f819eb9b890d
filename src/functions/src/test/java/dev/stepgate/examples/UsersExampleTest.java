// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.RestAnswer;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.WorkflowExecution;
import org.junit.jupiter.api.Test;

/// `GET /{version}/users/{id}`: an Express workflow for which a REST method waits.
///
/// Shows how to call the API, start the workflow itself, and mock a function.
@StepgateTest
class UsersExampleTest {
    private final Stepgate stepgate;

    UsersExampleTest(Stepgate stepgate) {
        this.stepgate = stepgate;
    }

    @Test
    void theApiAnswersWithWhatTheWorkflowFound() {
        RestAnswer answer = stepgate.rest().get("/1/users/10");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualToIgnoringWhitespace("{\"user\":\"10\",\"valid\":true}");
    }

    @Test
    void theWorkflowCanBeAskedWithoutTheApi() {
        WorkflowExecution execution =
                stepgate.machine("ValidateUser").start("{'version':2,'gtw_params':{'params':{'path':{'id':'50'}}}}");

        assertThat(execution)
                .passedThroughExactly("version-choice", "Lambda | Validate User V2")
                .output()
                .at("/statusCode")
                .is("200");
    }

    @Test
    void aFunctionThatIsBusyForAMomentIsAskedAgain() {
        stepgate.machine("ValidateUser")
                .mock("Lambda | Validate User V1")
                .fails("Lambda.TooManyRequestsException", "Rate Exceeded.")
                .then()
                .callsThrough();

        RestAnswer answer = stepgate.rest().get("/1/users/10");

        assertThat(answer.json().path("valid").asBoolean()).isTrue();
    }
}
