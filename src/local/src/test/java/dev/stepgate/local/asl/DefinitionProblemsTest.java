// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The cases are in `problems/*.json`; each file names the source of its expectations.
class DefinitionProblemsTest {

    static Stream<Named<JsonNode>> cases() throws IOException {
        Path folder = Path.of("src/test/resources/dev/stepgate/local/asl/problems");
        List<Named<JsonNode>> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                for (JsonNode one : Json.parse(Files.readString(file)).path("cases")) {
                    cases.add(Named.of(
                            file.getFileName() + ": " + one.path("case").asText(), one));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void listsEveryProblem(JsonNode one) {
        WorkflowType type = WorkflowType.valueOf(one.path("type").asText("STANDARD"));
        AslParser parser = new AslParser(type, ResourceCheck.ANY);

        List<DefinitionProblem> problems = parser.check(Json.write(one.path("definition")));

        assertThat(problems).map(DefinitionProblem::toString).containsExactlyElementsOf(texts(one.path("problems")));
    }

    @Test
    void saysEverythingInOneException() {
        AslParser parser = new AslParser(WorkflowType.STANDARD, ResourceCheck.ANY);

        assertThatThrownBy(() -> parser.parse("{\"StartAt\": 1, \"State\": {}}"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage("SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /, "
                        + "SCHEMA_VALIDATION_FAILED: Field 'State' is not supported at /, "
                        + "SCHEMA_VALIDATION_FAILED: Expected value of type [STRING] at /StartAt");
    }

    @Test
    void locatesTheFirstErrorInTextThatIsNotJson() {
        AslParser parser = new AslParser(WorkflowType.STANDARD, ResourceCheck.ANY);

        assertThat(parser.check("{\"StartAt\":\n oops}")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("INVALID_JSON_DESCRIPTION");
            assertThat(problem.location()).isEmpty();
            assertThat(problem.message()).contains("line 2");
        });
    }

    @Test
    void refusesWhatTheRuntimeCannotCall() {
        ResourceCheck noTables = resource ->
                resource instanceof TaskResource.Service(String _, String service, String _, TaskResource.Pattern _)
                                && service.equals("dynamodb")
                        ? Optional.of("dynamodb is not served here")
                        : Optional.empty();
        String definition = """
                {"StartAt": "Get", "States": {"Get": {
                  "Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "End": true}}}""";

        assertThat(new AslParser(WorkflowType.STANDARD, noTables).check(definition))
                .map(DefinitionProblem::toString)
                .containsExactly("SCHEMA_VALIDATION_FAILED: dynamodb is not served here at /States/Get/Resource");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
