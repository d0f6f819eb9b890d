// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import static dev.stepgate.local.stepfunctions.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.Cases;
import dev.stepgate.local.aws.AwsException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// [TestState](https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html); the cases
/// are in `test-state.jsonl`.
class TestStateTest {

    static Stream<Arguments> cases() {
        return Cases.of(TestStateTest.class, "test-state.jsonl");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void answers(String name, JsonNode row) {
        TestService service = new TestService();
        ObjectNode members = members(row);

        if (row.has("refused")) {
            assertThatThrownBy(() -> service.call("TestState", members))
                    .as(name)
                    .isInstanceOfSatisfying(AwsException.class, refused -> {
                        assertThat(refused.code()).isEqualTo(row.path("refused").asText());
                        assertThat(refused.message())
                                .contains(row.path("message").asText());
                    });
        } else {
            assertAnswer(service.call("TestState", members), row);
        }
    }

    private static ObjectNode members(JsonNode row) {
        ObjectNode members = JsonNodeFactory.instance.objectNode().put("roleArn", TestService.ROLE);
        for (String text : List.of("definition", "input", "context", "variables")) {
            if (row.has(text)) {
                members.put(text, row.path(text).toString());
            }
        }
        for (String same : List.of("inspectionLevel", "stateName", "stateConfiguration")) {
            if (row.has(same)) {
                members.set(same, row.path(same));
            }
        }
        if (row.has("mock")) {
            ObjectNode mock = row.path("mock").deepCopy();
            if (mock.has("result")) {
                mock.put("result", mock.path("result").toString());
            }
            members.set("mock", mock);
        } else if (row.has("mockText")) {
            members.putObject("mock").put("result", row.path("mockText").asText());
        }
        return members;
    }

    private static void assertAnswer(JsonNode answer, JsonNode row) {
        assertThat(answer.path("status")).isEqualTo(row.path("status"));
        assertThat(answer.path("nextState")).isEqualTo(row.path("nextState"));
        assertThat(answer.path("error")).isEqualTo(row.path("error"));
        if (row.has("cause")) {
            assertThat(answer.path("cause")).isEqualTo(row.path("cause"));
        }
        if (row.has("output")) {
            assertThat(json(answer.path("output").asText()))
                    .isEqualTo(json(row.path("output").toString()));
        }
        row.path("inspection").properties().forEach(expected -> {
            JsonNode shown = answer.path("inspectionData").path(expected.getKey());
            JsonNode value = shown.isTextual() ? json(shown.textValue()) : shown;
            assertThat(value)
                    .as(expected.getKey())
                    .isEqualTo(json(expected.getValue().toString()));
        });
    }
}
