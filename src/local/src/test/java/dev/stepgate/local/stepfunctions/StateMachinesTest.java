// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import static dev.stepgate.local.stepfunctions.TestService.PREFIX;
import static dev.stepgate.local.stepfunctions.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// [CreateStateMachine](https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html),
/// [UpdateStateMachine](https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html)
/// and the operations that describe the result.
class StateMachinesTest {
    private final TestService service = new TestService();

    @Test
    void describesWhatWasCreated() {
        String arn = service.machine("orders");

        JsonNode described = service.call("DescribeStateMachine", "{'stateMachineArn': '" + arn + "'}");

        assertThat(arn).isEqualTo(PREFIX + "stateMachine:orders");
        assertThat(described).isEqualTo(json("""
                {'stateMachineArn': 'arn:aws:states:us-east-1:123456789012:stateMachine:orders', 'name': 'orders',
                 'status': 'ACTIVE', 'type': 'STANDARD', 'creationDate': 1735689600.000,
                 'definition': '{\\"StartAt\\":\\"A\\",\\"States\\":{\\"A\\":{\\"Type\\":\\"Pass\\",\\"End\\":true}}}',
                 'roleArn': 'arn:aws:iam::123456789012:role/any',
                 'loggingConfiguration': {'level': 'OFF', 'includeExecutionData': false},
                 'tracingConfiguration': {'enabled': false},
                 'encryptionConfiguration': {'type': 'AWS_OWNED_KEY'}}"""));
    }

    @Test
    void listsMachinesByName() {
        service.machine("b");
        service.express("a", "{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}");

        JsonNode listed = service.call("ListStateMachines", "{}").path("stateMachines");

        assertThat(listed.findValuesAsText("name")).containsExactly("a", "b");
        assertThat(listed.findValuesAsText("type")).containsExactly("EXPRESS", "STANDARD");
    }

    @Test
    void createsTheSameMachineOnce() throws InterruptedException {
        service.machine("orders");
        service.time().advance(Duration.ofSeconds(5));

        JsonNode again = service.call("CreateStateMachine", """
                {'name': 'orders', 'roleArn': 'arn:aws:iam::123456789012:role/another',
                 'definition': '{\\"StartAt\\":\\"A\\",\\"States\\":{\\"A\\":{\\"Type\\":\\"Pass\\",\\"End\\":true}}}'}""");

        assertThat(again.path("creationDate").asLong()).isEqualTo(1735689600);
    }

    @Test
    void keepsTheKeyItIsToldToUse() {
        JsonNode created = service.call("CreateStateMachine", """
                {'name': 'locked', 'roleArn': 'arn:aws:iam::123456789012:role/any',
                 'definition': '{\\"StartAt\\":\\"A\\",\\"States\\":{\\"A\\":{\\"Type\\":\\"Pass\\",\\"End\\":true}}}',
                 'encryptionConfiguration': {'type': 'CUSTOMER_MANAGED_KMS_KEY', 'kmsKeyId': 'alias/key'}}""");

        JsonNode described = service.call(
                "DescribeStateMachine",
                "{'stateMachineArn': '%s'}"
                        .formatted(created.path("stateMachineArn").asText()));

        assertThat(described.path("encryptionConfiguration")).isEqualTo(json("""
                {'kmsKeyId': 'alias/key', 'kmsDataKeyReusePeriodSeconds': 300, 'type': 'CUSTOMER_MANAGED_KMS_KEY'}"""));
    }

    @Test
    void leavesTheDefinitionOutWhenMetadataAreEnough() {
        String arn = service.machine("orders");

        JsonNode described = service.call(
                "DescribeStateMachine", "{'stateMachineArn': '%s', 'includedData': 'METADATA_ONLY'}".formatted(arn));

        assertThat(described.path("definition").asText()).isEqualTo("{}");
    }

    @Test
    void describesThePartOfADistributedMapByItsLabel() {
        String arn = service.machine("orders", """
                {'StartAt': 'M', 'States': {'M': {'Type': 'Map', 'Label': 'Each', 'End': true, 'ItemProcessor': {
                  'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'},
                  'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'End': true}}}}}}""");

        JsonNode described = service.call("DescribeStateMachine", "{'stateMachineArn': '" + arn + "/Each'}");

        assertThat(described.path("stateMachineArn").asText()).isEqualTo(arn + "/Each");
        assertThat(described.path("label").asText()).isEqualTo("Each");
        assertThat(json(described.path("definition").asText()).path("StartAt").asText())
                .isEqualTo("P");
    }

    @Test
    void refusesAnotherMachineOfTheSameName() {
        service.machine("orders");

        assertThatThrownBy(() -> service.machine("orders", "{'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}"))
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("StateMachineAlreadyExists");
                    assertThat(refused.message())
                            .isEqualTo("State Machine Already Exists: '" + PREFIX + "stateMachine:orders'");
                });
    }

    @Test
    void refusesDefinitionsWithEveryProblem() {
        assertThatThrownBy(() -> service.machine(
                        "orders", "{'StartAt': 'X', 'States': {'A': {'Type': 'Pass'}, 'B': {'Type': 'Pas'}}}"))
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("InvalidDefinition");
                    assertThat(refused.message())
                            .startsWith("Invalid State Machine Definition: '")
                            .contains("at /States/A", "at /States/B/Type");
                });
    }

    @Test
    void executionsKeepTheRevisionTheyWereStartedFrom() {
        String arn = service.machine("orders", """
                {'StartAt': 'A', 'States': {'A': {'Type': 'Wait', 'Seconds': 60, 'Next': 'B'},
                                            'B': {'Type': 'Pass', 'Result': 'old', 'End': true}}}""");
        service.time().pause();
        String execution = service.start(arn, "one", "{}");
        service.call("UpdateStateMachine", """
                {'stateMachineArn': 'arn:aws:states:us-east-1:123456789012:stateMachine:orders',
                 'definition': '{\\"StartAt\\":\\"B\\",\\"States\\":{\\"B\\":{\\"Type\\":\\"Succeed\\"}}}'}""");
        service.time().resume();

        JsonNode ended = service.end(execution);
        JsonNode started = service.call("DescribeStateMachineForExecution", "{'executionArn': '" + execution + "'}");

        assertThat(ended.path("output").asText()).isEqualTo("\"old\"");
        assertThat(started.path("definition").asText()).contains("old");
        assertThat(started.has("revisionId")).isFalse();
    }

    @Test
    void updatesMakeANewRevisionOnlyWhenSomethingChanges() {
        service.machine("orders");
        String role = """
                {'stateMachineArn': 'arn:aws:states:us-east-1:123456789012:stateMachine:orders',
                 'roleArn': 'arn:aws:iam::123456789012:role/other'}""";

        String first =
                service.call("UpdateStateMachine", role).path("revisionId").asText();
        String second =
                service.call("UpdateStateMachine", role).path("revisionId").asText();

        assertThat(first).isNotEmpty().isEqualTo(second);
    }

    @Test
    void showsTheVariablesThatStatesAssign() {
        String arn = service.machine("orders", """
                {'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {
                  'A': {'Type': 'Pass', 'Assign': {'total': 1}, 'Next': 'B'},
                  'B': {'Type': 'Pass', 'Output': '{% $total + $undefined2 %}', 'End': true}}}""");

        JsonNode described = service.call("DescribeStateMachine", "{'stateMachineArn': '" + arn + "'}");

        assertThat(described.path("variableReferences")).isEqualTo(json("{'B': ['total', 'undefined2']}"));
    }

    @Test
    void deletedMachinesAreGoneAndDeletingTwiceIsNoError() {
        String members = "{'stateMachineArn': '" + service.machine("orders") + "'}";

        service.call("DeleteStateMachine", members);
        service.call("DeleteStateMachine", members);

        assertThatThrownBy(() -> service.call("DescribeStateMachine", members))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("StateMachineDoesNotExist"));
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        List.of("a", "b", "d", "e").forEach(service::machine);

        JsonNode first = service.call("ListStateMachines", "{'maxResults': 2}");
        service.machine("aa");
        service.machine("c");
        JsonNode second = service.call(
                "ListStateMachines", "{'nextToken': '" + first.path("nextToken").asText() + "'}");

        assertThat(first.findValuesAsText("name")).containsExactly("a", "b");
        assertThat(second.findValuesAsText("name")).containsExactly("c", "d", "e");
        assertThat(second.has("nextToken")).isFalse();
    }

    @Test
    void keepsTagsOfMachinesAndActivities() {
        String machine = service.machine("orders");
        String activity = service.call("CreateActivity", "{'name': 'pack'}")
                .path("activityArn")
                .asText();
        for (String arn : List.of(machine, activity)) {
            service.call("TagResource", "{'resourceArn': '" + arn + "', 'tags': [{'key': 'a', 'value': '1'}]}");
            service.call(
                    "TagResource",
                    "{'resourceArn': '" + arn + "', 'tags': [{'key': 'b', 'value': '2'}, {'key': 'a', 'value': '3'}]}");
            service.call("UntagResource", "{'resourceArn': '" + arn + "', 'tagKeys': ['b', 'none']}");

            assertThat(service.call("ListTagsForResource", "{'resourceArn': '" + arn + "'}"))
                    .isEqualTo(json("{'tags': [{'key': 'a', 'value': '3'}]}"));
        }
    }
}
