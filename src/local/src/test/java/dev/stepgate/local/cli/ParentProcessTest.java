// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What Maven starts ends with Maven, also when Maven is killed.
class ParentProcessTest {
    private static final String TEMPLATE = "src/test/resources/dev/stepgate/local/runtime/template.yaml";

    @Test
    void aServerEndsWhenItsParentProcessIsKilled() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String line =
                "\"$0\" -Dstepgate.ends.with.parent=true -cp \"$1\" dev.stepgate.local.cli.Main up --template \"$2\""
                        + " --rest-port 0 --websocket-port 0 --aws-port 0 & echo $!; wait";
        Process parent = new ProcessBuilder("sh", "-c", line, java, System.getProperty("java.class.path"), TEMPLATE)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            for (String text = output.readLine(); !text.startsWith("Ready in "); text = output.readLine()) {
                assertThat(text).isNotNull();
            }

            parent.destroyForcibly();

            await().atMost(Duration.ofMinutes(1)).until(() -> !server.isAlive());
        } finally {
            parent.destroyForcibly();
        }
    }
}
