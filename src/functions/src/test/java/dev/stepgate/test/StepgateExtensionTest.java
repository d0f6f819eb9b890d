// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static dev.stepgate.test.Stepgate.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

@StepgateTest
class StepgateExtensionTest {
    private final Stepgate stepgate;

    StepgateExtensionTest(Stepgate stepgate) {
        this.stepgate = stepgate;
    }

    @Test
    void runsTheWholeTemplateOnVirtualTime() {
        WorkflowExecution execution =
                stepgate.machine("AsyncApiCallback").start(json("{'waitTime':3,'status':'success'}"));

        assertThat(execution).succeededWith("{'status':200,'payload':{'body':'sample success message'}}");
        assertThat(stepgate.time().now()).isAfterOrEqualTo(Instant.parse("2025-01-01T00:00:03Z"));
    }

    @Test
    void asksTheApis() {
        assertThat(stepgate.rest().get("/1/users/12").status()).isEqualTo(200);
        assertThat(stepgate.machine("ValidateUser").executions()).hasSize(1);
    }
}
