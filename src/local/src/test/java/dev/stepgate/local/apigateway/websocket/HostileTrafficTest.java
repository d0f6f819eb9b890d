// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hostile traffic leaves nothing behind: no channels, WebSockets or threads, and no leaks that Netty's
/// detector reports.
class HostileTrafficTest {
    @TempDir
    private Path folder;

    @Test
    void leavesNothingBehind() throws Exception {
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dio.netty.leakDetection.level=paranoid",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileTraffic.class.getName())
                .redirectError(errors.toFile())
                .start();
        String left = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

        assertThat(process.waitFor()).isZero();
        assertThat(left.strip()).as("channels, WebSockets, threads").isEqualTo("0 0 0");
        assertThat(Files.readString(errors)).doesNotContain("LEAK").doesNotContain("Exception");
    }
}
