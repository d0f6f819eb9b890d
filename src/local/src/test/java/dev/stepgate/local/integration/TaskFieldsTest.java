// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The cases and their source are in `fields/cases.json`.
class TaskFieldsTest {

    static Stream<Named<JsonNode>> cases() throws IOException {
        Path file = Path.of("src/test/resources/dev/stepgate/local/integration/fields/cases.json");
        List<Named<JsonNode>> cases = new ArrayList<>();
        for (JsonNode one : Json.parse(Files.readString(file)).path("cases")) {
            cases.add(Named.of(one.path("case").asText(), one));
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void fieldsThatAnOperationDoesNotHaveAreRefused(JsonNode one) {
        String[] parts = one.path("resource").asText().split(":::")[1].split(":");
        String service = String.join(":", List.of(parts).subList(0, parts.length - 1));
        TaskResource.Service resource = new TaskResource.Service(
                one.path("resource").asText(), service, parts[parts.length - 1], TaskResource.Pattern.REQUEST_RESPONSE);

        List<ResourceCheck.FieldProblem> problems = TaskFields.problems(resource, one.path("arguments"));

        assertThat(problems)
                .map(problem -> problem.path() + ": " + problem.message())
                .containsExactlyElementsOf(
                        StreamSupport.stream(one.path("problems").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList());
    }
}
