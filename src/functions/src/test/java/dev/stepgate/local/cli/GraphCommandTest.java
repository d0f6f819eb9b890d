// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.DeployedTemplate;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.template.Resource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphCommandTest {
    private static final Path RUNTIME =
            Path.of("src/local/src/test/resources/dev/stepgate/local/runtime/template.yaml");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<String> machines() {
        return DeployedTemplate.resolve(Map.of()).all(Resource.StateMachine.class).stream()
                .map(Resource.StateMachine::logicalId);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void thePicturesOfTheDocumentationAreCurrent(String machine) throws IOException {
        Path picture = Path.of("docs/pictures", machine + ".svg");

        assertThat(run("graph", machine)).isZero();

        assertThat(out.toString())
                .as(
                        "%s is not what is drawn now; refresh it: mvn -Plocal -Dargs=\"graph %s -o %s\"",
                        picture, machine, picture)
                .isEqualTo(Files.exists(picture) ? Files.readString(picture) : "");
    }

    @Test
    void writesAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("workflow.svg");

        assertThat(run("graph", "Workflow", "--theme", "dark", "-o", file.toString()))
                .isZero();

        assertThat(file).content().startsWith("<svg ").contains("class=\"stepgate dark\"");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void drawsAnExecutionOfARunningStepgate() {
        try (LocalRuntime runtime =
                LocalRuntime.start(RuntimeOptions.of(RUNTIME), RuntimeDependencies.real(RuntimeLog.NONE))) {
            Resource.StateMachine machine = runtime.template().all(Resource.StateMachine.class).stream()
                    .filter(each -> each.logicalId().equals("Refuse"))
                    .findFirst()
                    .orElseThrow();
            JsonNode started = runtime.call(
                            "states",
                            "StartExecution",
                            Json.mapper().createObjectNode().put("stateMachineArn", machine.arn()))
                    .toCompletableFuture()
                    .join();
            String arn = started.path("executionArn").asText();
            runtime.endOfExecution(arn).toCompletableFuture().join();

            assertThat(run("graph", "--execution", arn, "--endpoint-url", runtime.aws()))
                    .as(err::toString)
                    .isZero();
        }

        assertThat(out.toString()).contains("class=\"edge start taken\"", "class=\"state fail marked failed\"");
    }

    @Test
    void explainsWhatItCannotDrawAndTheRemedy() {
        assertThat(run("graph", "Nothing")).isEqualTo(2);
        assertThat(run("graph")).isEqualTo(2);
        assertThat(run("graph", "Workflow", "-o", "picture.png")).isEqualTo(2);
        assertThat(run("graph", "Workflow", "--theme", "blue")).isEqualTo(2);
        assertThat(run("graph", "--execution", "arn", "--endpoint-url", "http://127.0.0.1:1"))
                .isEqualTo(2);

        assertThat(err.toString().lines().filter(line -> !line.equals("See --help.")))
                .containsExactlyElementsOf(
                        List.of(
                                "the template has no state machine Nothing; it has ValidateUser, SyncWorkflow, AsyncWorkflow, "
                                        + "PushResult, RamenTimer, Workflow, StartUploaded, AsyncApiCallback, "
                                        + "ExternalApiSimulator, RegisterCallback, ReceiveCallback",
                                "name a state machine of the template, or an execution with --execution",
                                "-o picture.png: pictures are SVG, so the file is to end in .svg; rsvg-convert -o picture.png "
                                        + "picture.svg makes a PNG of it",
                                "Invalid value for option '--theme': 'blue'; expected auto, light or dark",
                                "no stepgate answers at http://127.0.0.1:1: start it, or name its AWS endpoint with --endpoint-url"));
    }

    private int run(String... arguments) {
        return Main.run(List.of(arguments), new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
