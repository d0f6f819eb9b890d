// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Runs the `aws` command for one service of one endpoint.
record AwsCommandLine(String endpoint, String service) {

    static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("aws", "--version").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// The output of a command.
    ///
    /// @param error empty when it succeeds
    record Outcome(String output, String error) {
        JsonNode json() {
            assertThat(error).isEmpty();
            return Json.parse(output);
        }
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aws", "--endpoint-url", endpoint, service));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AWS_ACCESS_KEY_ID", "local");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
        builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        builder.environment().put("AWS_DEFAULT_OUTPUT", "json");
        builder.environment().put("AWS_PAGER", "");
        builder.environment().put("AWS_DISABLE_HOST_PREFIX_INJECTION", "true");
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? new Outcome(text, "") : new Outcome("", text);
    }
}
