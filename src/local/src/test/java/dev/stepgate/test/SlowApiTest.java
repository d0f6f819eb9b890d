// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// An API waits 29 seconds for its integration
/// ([quotas](https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html)), on the clock of the
/// test.
@StepgateTest(template = "src/test/resources/dev/stepgate/test/slow-api.yaml")
class SlowApiTest {
    private final Stepgate stepgate;

    SlowApiTest(Stepgate stepgate) {
        this.stepgate = stepgate;
    }

    @Test
    void aWorkflowWithinTheTimeOfItsApiAnswers() {
        RestAnswer answer = stepgate.rest().post("/wait", "{\"seconds\":28}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"seconds\":28}");
    }

    @Test
    void aWorkflowThatTakesLongerContinuesAfterTheApiHasGivenUp() {
        RestAnswer answer = stepgate.rest().post("/wait", "{\"seconds\":30}");

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.json().path("message").asText()).isEqualTo("Endpoint request timed out");
        assertThat(stepgate.machine("Slow").executions())
                .singleElement()
                .satisfies(execution -> assertThat(execution).succeeded().lasted(Duration.ofSeconds(30)));
    }
}
