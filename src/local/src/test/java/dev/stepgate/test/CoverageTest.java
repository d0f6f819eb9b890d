// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.json.Json;
import dev.stepgate.test.coverage.CoverageReport;
import dev.stepgate.test.coverage.CoverageSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageTest {
    private static final Path TEMPLATE = Path.of("src/test/resources/dev/stepgate/test/orders.yaml");

    private static final String RETRY = place("- ErrorEquals: [States.TaskFailed]");
    private static final String CATCH = place("- ErrorEquals: [States.ALL]");
    private static final String GIVE_UP = place("Give Up:");

    private final Stepgate stepgate = Stepgate.start(StepgateOptions.of(TEMPLATE));

    @AfterEach
    void close() {
        stepgate.close();
    }

    @Test
    void listsUncoveredElementsWithTheirLocation() {
        assertThat(stepgate.machine("Newsletter").start("{'suffix':'','text':'hi','rest':0}"))
                .succeeded();

        assertThat(stepgate.machine("Newsletter").coverage().missing())
                .extracting(element -> element.name() + " " + element.pointer())
                .containsExactly(
                        "Publish: Retry[0] States.TaskFailed /States/Publish/Retry/0",
                        "Publish: Catch[0] States.ALL -> Give Up /States/Publish/Catch/0",
                        "Give Up /States/Give Up");
        assertThatThrownBy(() ->
                        assertThat(stepgate.machine("Newsletter").coverage()).isComplete())
                .hasMessage("""
                        Expected every state and transition of Newsletter to have been taken, but not:
                          Publish: Retry[0] States.TaskFailed (%s)
                          Publish: Catch[0] States.ALL -> Give Up (%s)
                          Give Up (%s)""".formatted(RETRY, CATCH, GIVE_UP));
    }

    @Test
    void isCompleteWhenEverythingWasTakenOverAllResets() {
        assertThat(stepgate.machine("Newsletter").start("{'suffix':'','text':'hi','rest':0}"))
                .succeeded();
        stepgate.reset();
        assertThat(stepgate.machine("Newsletter").start("{'suffix':'x','text':'hi','rest':0}"))
                .failed();

        assertThat(stepgate.machine("Newsletter").coverage()).isComplete();
    }

    @Test
    void countsBranchesIterationsAndDistributedMaps() {
        assertThat(stepgate.machine("Orders").start("{'amount':5,'items':['a']}"))
                .succeeded();
        assertThat(stepgate.machine("Batch").start("{'items':[1]}")).succeeded();

        assertThat(stepgate.machine("Batch").coverage()).isComplete();
        assertThat(stepgate.machine("Orders").coverage().missing())
                .extracting(element -> element.name())
                .containsExactly("Check Amount: Choices[0] -> Refuse", "Refuse");
    }

    @Test
    void aReportIsWrittenAndAddedToByTheSameRun(@TempDir Path folder) throws IOException {
        CoverageSettings settings = settings(folder, Map.of());
        assertThat(stepgate.machine("Newsletter").start("{'suffix':'','text':'hi','rest':0}"))
                .succeeded();
        report(settings);
        assertThat(Files.readString(folder.resolve("coverage.md")))
                .startsWith("""
                        # Workflow coverage

                        | template | machine | states | transitions |
                        | --- | --- | --- | --- |
                        | %1$s | Orders | 0 of 10 | 0 of 9 |
                        | %1$s | Newsletter | 2 of 3 | 2 of 4 |
                        | %1$s | Batch | 0 of 3 | 0 of 3 |

                        ## Orders: never taken

                        * Check Amount (%2$s)
                        """.formatted(TEMPLATE, place("Check Amount:")))
                .contains("\n* Give Up (%s)\n\n## Batch: never taken\n".formatted(GIVE_UP));

        try (Stepgate second = Stepgate.start(StepgateOptions.of(TEMPLATE))) {
            assertThat(second.machine("Newsletter").start("{'suffix':'x','text':'hi','rest':0}"))
                    .failed();
            try (CoverageReport report = new CoverageReport(settings)) {
                report.add(second.coverage());
            }
        }
        assertThat(Json.parse(Files.readAllBytes(folder.resolve("coverage.json")))
                        .at("/machines/1/transitions"))
                .isEqualTo(Json.parse("{\"all\":4,\"taken\":4}"));
    }

    @Test
    void thePageDrawsCoveredAndUncoveredElements(@TempDir Path folder) throws IOException {
        assertThat(stepgate.machine("Newsletter").start("{'suffix':'','text':'hi','rest':0}"))
                .succeeded();
        assertThat(stepgate.machine("Orders").start("{'amount':5,'items':['a']}"))
                .succeeded();

        report(settings(folder, Map.of()));

        assertThat(Files.readString(folder.resolve("coverage.html")))
                .contains("<h2 id=\"m1\">Newsletter</h2>", "<li>Give Up (" + GIVE_UP + ")</li>")
                .contains("class=\"edge next covered\" data-kind=\"next\" data-from=\"Publish\"")
                .contains("class=\"edge catch missed\" data-kind=\"catch\" data-from=\"Publish\" data-to=\"Give Up\"")
                .contains("class=\"state fail marked missed\" data-state=\"Give Up\"")
                .contains(
                        "class=\"edge choice missed\" data-kind=\"choice\" data-from=\"Check Amount\" data-to=\"Refuse\"")
                .contains("class=\"edge default covered\" data-kind=\"default\" data-from=\"Check Amount\"")
                .doesNotContain("<script");
    }

    @Test
    void theFilesOfAnEarlierRunAreReplaced(@TempDir Path folder) throws IOException {
        CoverageSettings settings = settings(folder, Map.of());
        assertThat(stepgate.machine("Newsletter").start("{'suffix':'','text':'hi','rest':0}"))
                .succeeded();
        report(settings);
        Path file = folder.resolve("coverage.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"run\" : \".*\"", "\"run\" : \"yesterday\""));

        try (CoverageReport report = new CoverageReport(settings)) {
            report.add(stepgate.coverage().subList(0, 1));
        }

        assertThat(Json.parse(Files.readAllBytes(file)).path("machines")).hasSize(1);
    }

    @Test
    void aMinimumThatIsNotReachedFails(@TempDir Path folder) {
        assertThat(stepgate.machine("Newsletter").start("{'suffix':'','text':'hi','rest':0}"))
                .succeeded();
        CoverageReport report = new CoverageReport(settings(folder, Map.of("stepgate.coverage.minimum", "58")));
        report.add(stepgate.coverage().subList(1, 2));

        assertThatThrownBy(report::close).isInstanceOf(AssertionError.class).hasMessage("""
                Workflow coverage is below 58 %%:
                  Newsletter has 4 of 7, without
                    Publish: Retry[0] States.TaskFailed (%s)
                    Publish: Catch[0] States.ALL -> Give Up (%s)
                    Give Up (%s)
                Drawn in %s""".formatted(
                        RETRY, CATCH, GIVE_UP, folder.resolve("coverage.html")));
        report(settings(folder, Map.of("stepgate.coverage.minimum", "0")));
    }

    @Test
    void onlyTheTemplatesThatCountAreReported(@TempDir Path folder) {
        report(settings(folder, Map.of("stepgate.coverage.templates", "template.yaml")));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aMinimumThatIsNoPercentageIsRefused() {
        assertThatThrownBy(() -> settings(Path.of("."), Map.of("stepgate.coverage.minimum", "101")))
                .hasMessage("stepgate.coverage.minimum is 101, expected a whole number from 0 to 100");
    }

    private static String place(String line) {
        try {
            List<String> lines = Files.readAllLines(TEMPLATE);
            return TEMPLATE + ":"
                    + (1 + lines.stream().map(String::strip).toList().indexOf(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report(CoverageSettings settings) {
        try (CoverageReport report = new CoverageReport(settings)) {
            report.add(List.copyOf(stepgate.coverage()));
        }
    }

    private static CoverageSettings settings(Path folder, Map<String, String> parameters) {
        return CoverageSettings.of(name -> switch (name) {
            case "stepgate.coverage.folder" -> Optional.of(folder.toString());
            case "stepgate.coverage.print" -> Optional.of("false");
            default -> Optional.ofNullable(parameters.get(name));
        });
    }
}
