// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.RestAnswer;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// `POST /ramen/start-execution` and `/ramen/describe-execution`: a function that takes longer than a request
/// may.
///
/// Shows parameters of the template, and the clock. The handler sleeps with `Thread.sleep`, which uses the
/// test's clock too.
@StepgateTest(parameters = "RamenTimerSeconds=300")
class RamenTimerExampleTest {
    private final Stepgate stepgate;

    RamenTimerExampleTest(Stepgate stepgate) {
        this.stepgate = stepgate;
    }

    @Test
    void theRamenIsBoiledAfterFiveMinutesAndNotBefore() {
        stepgate.time().pause();
        String arn = stepgate.rest()
                .post("/ramen/start-execution", "{\"input1\":\"miso\"}")
                .json()
                .path("executionArn")
                .asText();

        stepgate.time().advance(Duration.ofSeconds(299));
        assertThat(describe(arn).json().path("status").asText()).isEqualTo("RUNNING");

        stepgate.time().advance(Duration.ofSeconds(2));
        assertThat(describe(arn).json().path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(describe(arn).json().at("/output/message").asText()).startsWith("The ramen is boiled.");
    }

    private RestAnswer describe(String arn) {
        return stepgate.rest().post("/ramen/describe-execution", "{\"executionArn\":\"" + arn + "\"}");
    }
}
