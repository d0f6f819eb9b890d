// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import static dev.stepgate.local.stepfunctions.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// [ValidateStateMachineDefinition](https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html)
/// with the codes of [its
/// diagnostics](https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html).
class ValidationTest {
    private final TestService service = new TestService();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PASS_RESULT_IS_STATIC | /States/A/Result     | {'Type': 'Pass', 'Result': {'x': '$.y'}, 'End': true}
            PASS_RESULT_IS_STATIC | /States/A/Result     | {'Type': 'Pass', 'Result': {'x.$': '$.y'}, 'End': true}
            NO_DOLLAR             | /States/A/Parameters | {'Type': 'Pass', 'Parameters': {'x': {'y': '$.z'}}, 'End': true}
            NO_DOLLAR             | /States/A/Parameters | {'Type': 'Pass', 'Parameters': {'x': 'States.UUID()'}, 'End': true}
            NO_DOLLAR             | /States/A/Assign     | {'Type': 'Pass', 'Assign': {'x': '$$.State.Name'}, 'End': true}
            NO_PATH               | /States/A/Cause      | {'Type': 'Fail', 'Cause': '$.why'}
            """)
    void warnsOfValuesThatLookLikeExpressions(String code, String location, String state) {
        JsonNode answer = validate("{'StartAt': 'A', 'States': {'A': " + state + "}}", "{'severity': 'WARNING'}");

        assertThat(answer.path("result").asText()).isEqualTo("OK");
        assertThat(answer.path("diagnostics")).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.path("severity").asText()).isEqualTo("WARNING");
            assertThat(diagnostic.path("code").asText()).isEqualTo(code);
            assertThat(diagnostic.path("location").asText()).isEqualTo(location);
        });
    }

    @Test
    void warnsOfRulesThatCompareWithThePathItself() {
        JsonNode answer = validate("""
                {'StartAt': 'A', 'States': {'A': {'Type': 'Choice', 'Default': 'B', 'Choices': [
                  {'Variable': '$.x', 'StringEquals': '$.y', 'Next': 'B'}]}, 'B': {'Type': 'Succeed'}}}""", "{'severity': 'WARNING'}");

        assertThat(answer.path("diagnostics").findValuesAsText("code")).containsExactly("NO_PATH");
        assertThat(answer.path("diagnostics").findValuesAsText("location"))
                .containsExactly("/States/A/Choices[0]/StringEquals");
    }

    @Test
    void keepsWarningsForThoseWhoAskForThem() {
        String definition = "{'StartAt': 'A', 'States': {'A': {'Type': 'Fail', 'Cause': '$.why'}}}";

        assertThat(validate(definition, "{}").path("diagnostics")).isEmpty();
        assertThat(validate(definition, "{'severity': 'ERROR'}").path("diagnostics"))
                .isEmpty();
    }

    @Test
    void hasNoWarningsForJsonata() {
        JsonNode answer = validate("""
                {'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {'A': {'Type': 'Fail', 'Cause': '$.why'}}}""", "{'severity': 'WARNING'}");

        assertThat(answer.path("diagnostics")).isEmpty();
    }

    @Test
    void failsForAnErrorAndReturnsTheWarningsToo() {
        JsonNode answer = validate("""
                {'StartAt': 'A', 'States': {'A': {'Type': 'Fail', 'Cause': '$.why', 'Causes': 1}}}""", "{'severity': 'WARNING'}");

        assertThat(answer.path("result").asText()).isEqualTo("FAIL");
        assertThat(answer.path("diagnostics").findValuesAsText("severity")).containsExactly("ERROR", "WARNING");
    }

    @Test
    void refusesANameThatStandsTwiceInOneObject() {
        JsonNode answer =
                validateText("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Fail\"},\"A\":{\"Type\":\"Succeed\"}}}");

        assertThat(answer.path("result").asText()).isEqualTo("FAIL");
        assertThat(answer.path("diagnostics").path(0).path("code").asText()).isEqualTo("INVALID_JSON_DESCRIPTION");
        assertThat(answer.path("diagnostics").path(0).path("message").asText()).contains("'A'", "line: 1, column: 49");
    }

    /// Recorded on AWS, in LocalStack's snapshots of test_validate_state_machine_definition_not_a_definition.
    @Test
    void locatesTheErrorInTextThatIsNotJson() {
        String source = "[Source: (String)\"not a definition\"; line: 1, column: 4]";

        JsonNode answer = validateText("not a definition");

        assertThat(answer.path("result").asText()).isEqualTo("FAIL");
        assertThat(answer.path("diagnostics"))
                .singleElement()
                .isEqualTo(JsonNodeFactory.instance
                        .objectNode()
                        .put("severity", "ERROR")
                        .put("code", "INVALID_JSON_DESCRIPTION")
                        .put(
                                "message",
                                "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token"
                                        + " 'null', 'true' or 'false')\n at " + source)
                        .put("location", source));
    }

    /// Recorded in the same snapshots.
    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void emptyTextIsNotAnObject(String definition) {
        assertThat(validateText(definition).path("diagnostics"))
                .singleElement()
                .isEqualTo(json("{'severity': 'ERROR', 'code': 'SCHEMA_VALIDATION_FAILED',"
                        + " 'message': 'Definition must be a valid JSON object'}"));
    }

    @Test
    void returnsAHundredDiagnosticsOrAsManyAsRequested() {
        ObjectNode machine = (ObjectNode) json("{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}");
        IntStream.range(0, 150).forEach(i -> ((ObjectNode) machine.at("/States/A")).put("Wrong" + i, i));

        JsonNode most = validateText(machine.toString());
        JsonNode zero = validate(machine.toString(), "{'maxResults': 0}");
        JsonNode some = validate(machine.toString(), "{'maxResults': 7}");

        assertThat(most.path("diagnostics")).hasSize(100);
        assertThat(most.path("truncated").asBoolean()).isTrue();
        assertThat(zero.path("diagnostics")).hasSize(100);
        assertThat(some.path("diagnostics")).hasSize(7);
        assertThat(some.path("truncated").asBoolean()).isTrue();
    }

    private JsonNode validateText(String definition) {
        ObjectNode members = (ObjectNode) json("{}");
        return service.call("ValidateStateMachineDefinition", members.put("definition", definition));
    }

    private JsonNode validate(String definition, String otherMembers) {
        ObjectNode members = (ObjectNode) json(otherMembers);
        members.put("definition", json(definition).toString());
        return service.call("ValidateStateMachineDefinition", members);
    }
}
