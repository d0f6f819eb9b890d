// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import static dev.stepgate.local.stepfunctions.TestService.PREFIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.AwsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// [Versions](https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-version.html) and
/// [aliases](https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-alias.html).
class VersionsAndAliasesTest {
    private static final String MACHINE = PREFIX + "stateMachine:orders";

    private final TestService service = new TestService();

    private void createMachine(String result) {
        service.machine("orders", definition(result));
    }

    private static String definition(String result) {
        return "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'Result': '" + result + "', 'End': true}}}";
    }

    private void update(String result) {
        JsonNode members = JsonNodeFactory.instance
                .objectNode()
                .put("stateMachineArn", MACHINE)
                .put("definition", TestService.json(definition(result)).toString());
        service.call("UpdateStateMachine", members);
    }

    private String publish() {
        return service.call("PublishStateMachineVersion", "{'stateMachineArn': '" + MACHINE + "'}")
                .path("stateMachineVersionArn")
                .asText();
    }

    private void createAlias(String name, String... routes) {
        service.call(
                "CreateStateMachineAlias",
                "{'name': '" + name + "', 'routingConfiguration': [" + String.join(", ", routes) + "]}");
    }

    private static String route(int version, int weight) {
        return "{'stateMachineVersionArn': '" + MACHINE + ":" + version + "', 'weight': " + weight + "}";
    }

    private String output(String arn, String name) {
        return service.end(service.start(arn, name, "{}")).path("output").asText();
    }

    @Test
    void versionsStayWhatTheyWereWhenPublished() {
        createMachine("one");
        String first = publish();
        update("two");
        String second = publish();
        update("three");

        assertThat(List.of(first, second)).containsExactly(MACHINE + ":1", MACHINE + ":2");
        assertThat(output(first, "a")).isEqualTo("\"one\"");
        assertThat(output(second, "b")).isEqualTo("\"two\"");
        assertThat(output(MACHINE, "c")).isEqualTo("\"three\"");
    }

    @Test
    void publishesARevisionOnce() {
        createMachine("one");

        assertThat(publish()).isEqualTo(publish());
    }

    @Test
    void listsVersionsNewestFirst() {
        createMachine("one");
        publish();
        update("two");
        publish();

        JsonNode listed = service.call("ListStateMachineVersions", "{'stateMachineArn': '" + MACHINE + "'}");

        assertThat(listed.findValuesAsText("stateMachineVersionArn")).containsExactly(MACHINE + ":2", MACHINE + ":1");
    }

    @Test
    void aliasesLeadToVersionsByWeight() {
        createMachine("one");
        publish();
        update("two");
        publish();
        createAlias("live", route(1, 80), route(2, 20));

        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            outputs.add(output(MACHINE + ":live", "run" + i));
        }

        assertThat(Collections.frequency(outputs, "\"one\"")).isBetween(130, 190);
        assertThat(outputs).containsOnly("\"one\"", "\"two\"");
    }

    @Test
    void executionsSayWhichVersionAndAliasTheyAreOf() {
        createMachine("one");
        publish();
        createAlias("live", route(1, 100));

        JsonNode ended = service.end(service.start(MACHINE + ":live", "a", "{}"));
        service.start(MACHINE, "b", "{}");

        assertThat(ended.path("stateMachineArn").asText()).isEqualTo(MACHINE);
        assertThat(ended.path("stateMachineVersionArn").asText()).isEqualTo(MACHINE + ":1");
        assertThat(ended.path("stateMachineAliasArn").asText()).isEqualTo(MACHINE + ":live");
        for (String qualified : List.of(MACHINE + ":1", MACHINE + ":live")) {
            assertThat(service.call("ListExecutions", "{'stateMachineArn': '" + qualified + "'}")
                            .findValuesAsText("name"))
                    .containsExactly("a");
        }
    }

    @Test
    void updatedAliasesLeadElsewhere() {
        createMachine("one");
        publish();
        update("two");
        publish();
        createAlias("live", route(1, 100));

        service.call(
                "UpdateStateMachineAlias",
                "{'stateMachineAliasArn': '" + MACHINE + ":live', 'routingConfiguration': [" + route(2, 100) + "]}");

        assertThat(output(MACHINE + ":live", "a")).isEqualTo("\"two\"");
    }

    @Test
    void versionsOfAliasesCannotBeDeleted() {
        createMachine("one");
        publish();
        createAlias("live", route(1, 100));
        String members = "{'stateMachineVersionArn': '" + MACHINE + ":1'}";

        assertThatThrownBy(() -> service.call("DeleteStateMachineVersion", members))
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("ConflictException");
                    assertThat(refused.message())
                            .isEqualTo("Version to be deleted must not be referenced by an alias. "
                                    + "Current list of aliases referencing this version: [live]");
                });

        service.call("DeleteStateMachineAlias", "{'stateMachineAliasArn': '" + MACHINE + ":live'}");
        service.call("DeleteStateMachineVersion", members);

        assertThat(service.call("ListStateMachineVersions", "{'stateMachineArn': '" + MACHINE + "'}")
                        .path("stateMachineVersions"))
                .isEmpty();
    }

    @Test
    void numbersOfVersionsAreNotUsedAgain() {
        createMachine("one");
        publish();
        service.call("DeleteStateMachineVersion", "{'stateMachineVersionArn': '" + MACHINE + ":1'}");

        assertThat(publish()).isEqualTo(MACHINE + ":2");
    }

    @Test
    void aMachineHasAHundredAliasesAtMost() {
        createMachine("one");
        publish();
        for (int i = 0; i < 100; i++) {
            createAlias("alias" + i, route(1, 100));
        }
        createAlias("alias99", route(1, 100));

        assertThatThrownBy(() -> createAlias("alias100", route(1, 100)))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("ServiceQuotaExceededException"));
    }

    /// Recorded on AWS, in LocalStack's snapshots of
    /// test_empty_revision_with_publish_and_no_publish_on_creation.
    @Test
    void anUpdateThatChangesNothingPublishesTheVersionThatThereIs() {
        createMachine("one");
        JsonNode members = JsonNodeFactory.instance
                .objectNode()
                .put("stateMachineArn", MACHINE)
                .put("definition", TestService.json(definition("one")).toString())
                .put("publish", true);

        for (int i = 0; i < 2; i++) {
            JsonNode answer = service.call("UpdateStateMachine", members);

            assertThat(answer.path("stateMachineVersionArn").asText()).isEqualTo(MACHINE + ":1");
            assertThat(answer.has("revisionId")).isFalse();
        }
    }

    /// Recorded on AWS, in LocalStack's snapshots of test_delete_no_such_alias_arn.
    @Test
    void deletingAnAliasThatIsNotThereIsNoError() {
        createMachine("one");

        assertThat(service.call("DeleteStateMachineAlias", "{'stateMachineAliasArn': '" + MACHINE + ":none'}"))
                .isEmpty();
    }
}
