// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Python and Node.js functions of a template under virtual time.
@StepgateTest(template = "src/test/resources/dev/stepgate/test/processes/template.yaml")
class FunctionsInProcessesTest {
    private final Machine machine;

    FunctionsInProcessesTest(Stepgate stepgate) {
        this.machine = stepgate.machine("Flow");
    }

    @BeforeAll
    static void needsInterpreters() {
        for (String program : List.of("python3", "node")) {
            assumeTrue(
                    Stream.of(System.getenv("PATH").split(":"))
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
                    () -> "there is no " + program + " on this machine");
        }
    }

    /// The clock jumps 200 s while a function waits for this runtime, and 10 s before a retry; it stands
    /// still while functions run, even while they sleep.
    @Test
    void aFunctionIsWorkInFlightUnlessItWaitsForThisRuntime() {
        WorkflowExecution execution = machine.start("{'name':'you'}");

        assertThat(execution).succeeded().lasted(Duration.ofSeconds(210));
        assertThat(execution.output().orElseThrow().path("asked").asText()).isEqualTo("patient");
        assertThat(execution.output().orElseThrow().path("rested").asText()).isEqualTo("rested");
        assertThat(execution.output().orElseThrow().path("greeting").asText()).isEqualTo("hello you");
        assertThat(execution.output().orElseThrow().path("error").path("Error").asText())
                .isEqualTo("OutOfRamen");
        assertThat(execution).task("Refuse").wasRetried(1);
    }

    /// As recorded on AWS: a function's own JSON for a Task with its ARN, the same without spaces for
    /// `lambda:invoke`.
    @Test
    void theCauseIsWrittenAsAwsWritesIt() {
        WorkflowExecution execution = machine.start("{'name':'you'}");

        assertThat(execution).succeeded();
        assertThat(execution.output().orElseThrow().path("error").path("Cause").asText())
                .startsWith("{\"errorMessage\": \"try again\", \"errorType\": \"OutOfRamen\", \"requestId\": \"");
        assertThat(execution
                        .output()
                        .orElseThrow()
                        .path("invoked")
                        .path("Cause")
                        .asText())
                .startsWith("{\"errorMessage\":\"try again\",\"errorType\":\"OutOfRamen\",\"requestId\":\"");
    }
}
