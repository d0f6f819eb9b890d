// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs one function of this project on the command line.
class RunCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void runCallsAFunctionAndLeavesItsLogOnStderr() {
        assertThat(run(
                        "run",
                        "RamenTimerFunction",
                        "--env",
                        "RamenTimerFunction.TIMER=0",
                        "-e",
                        "events/RamenTimer/any.json"))
                .isZero();
        assertThat(out.toString().strip()).startsWith("{\"message\":").endsWith("}");
        assertThat(errors())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} RamenTimerFunction [0-9a-f-]{36} \\| .*"));
    }

    private int run(String... arguments) {
        return Main.run(List.of(arguments), new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private List<String> errors() {
        return err.toString().lines().toList();
    }
}
