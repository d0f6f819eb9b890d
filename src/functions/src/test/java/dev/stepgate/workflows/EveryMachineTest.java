// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.Machine;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@StepgateTest
class EveryMachineTest {
    @Test
    void everyStateMachineHasAClassThatHoldsItsPaths(Stepgate stepgate) {
        assertThat(stepgate.machines())
                .extracting(Machine::logicalId)
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                ValidateUserTest.class,
                                SyncWorkflowTest.class,
                                AsyncWorkflowTest.class,
                                PushResultTest.class,
                                RamenTimerTest.class,
                                WorkflowTest.class,
                                StartUploadedTest.class,
                                AsyncApiCallbackTest.class,
                                ExternalApiSimulatorTest.class,
                                RegisterCallbackTest.class,
                                ReceiveCallbackTest.class)
                        .map(tests -> tests.getSimpleName().replaceFirst("Test$", ""))
                        .toList());
    }
}
