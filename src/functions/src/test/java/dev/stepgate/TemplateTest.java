// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What template.yaml promises of every resource of a kind.
class TemplateTest {
    private static final Template TEMPLATE = DeployedTemplate.resolve(Map.of());

    static Stream<Path> deployedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/functions/src/main"))) {
            List<Path> texts = files.filter(file -> file.toString().matches(".*\\.(json|yaml)"))
                    .toList();
            return Stream.concat(Stream.of(Path.of("template.yaml")), texts.stream());
        }
    }

    @Test
    void theLocalRuntimeTakesItWhole() {
        assertThat(TEMPLATE.problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("deployedFiles")
    void namesNoAccountRegionOrPartition(Path file) throws IOException {
        assertThat(Files.readString(file))
                .doesNotContainPattern("\\b[0-9]{12}\\b")
                .doesNotContainPattern("\\b(us|eu|ap|sa|ca|me|af|cn)-[a-z]+-[0-9]\\b")
                .doesNotContain("arn:aws:")
                .doesNotContain("amazonaws.com/")
                .doesNotContainPattern("(FunctionName|QueueName|TopicName|StateMachineName|RoleName): [A-Za-z]");
    }

    @Test
    void everyMachineAndEveryTaskHasATimeout() {
        List<JsonNode> machines = TEMPLATE.all(Resource.StateMachine.class).stream()
                .map(machine -> Json.parse(machine.definition().text()))
                .toList();

        assertThat(machines).hasSize(6).allSatisfy(machine -> {
            assertThat(machine.path("TimeoutSeconds").isInt()).isTrue();
            assertThat(machine.findParents("Type").stream()
                            .filter(state -> state.path("Type").asText().equals("Task")))
                    .allMatch(task -> task.path("TimeoutSeconds").isInt() || task.has("TimeoutSecondsPath"));
        });
    }

    @Test
    void everyMachineIsSoundForStepFunctions() {
        assertThat(TEMPLATE.all(Resource.StateMachine.class)).allSatisfy(machine -> {
            AslParser parser = new AslParser(WorkflowType.valueOf(machine.type().name()), ResourceCheck.ANY);
            assertThat(parser.check(machine.definition().text())).isEmpty();
        });
    }

    @Test
    void anExpressMachineEndsBeforeTheApiGivesUp() {
        assertThat(TEMPLATE.all(Resource.StateMachine.class).stream()
                        .filter(machine -> machine.type() == Resource.StateMachine.Type.EXPRESS))
                .hasSize(2)
                .allMatch(machine -> Json.parse(machine.definition().text())
                                .path("TimeoutSeconds")
                                .intValue()
                        < 29);
    }

    @Test
    void everyQueueHasADeadLetterQueueOrIsOne() {
        List<Resource.Queue> queues = TEMPLATE.all(Resource.Queue.class);
        List<String> targets = queues.stream()
                .filter(queue -> queue.attributes().containsKey("RedrivePolicy"))
                .map(queue -> Json.parse(queue.attributes().get("RedrivePolicy"))
                        .path("deadLetterTargetArn")
                        .asText())
                .toList();

        assertThat(queues)
                .hasSize(2)
                .allMatch(queue -> queue.attributes().containsKey("RedrivePolicy")
                        || targets.stream().anyMatch(arn -> arn.endsWith(":" + queue.name())));
    }

    @Test
    void everyFunctionIsCalledByItsLiveAlias() {
        assertThat(TEMPLATE.all(Resource.Function.class))
                .hasSize(10)
                .allMatch(function -> function.aliases().equals(Set.of("live"))
                        && function.logicalId().equals(simpleName(function.handler()) + "Function"));
        assertThat(TEMPLATE.all(Resource.StateMachine.class).stream()
                        .flatMap(machine -> lambdaArns(machine.definition().text())))
                .hasSize(8)
                .allMatch(arn -> arn.endsWith(":live"));
    }

    @Test
    void authorizationIsOfEveryRouteButThePreflight() {
        JsonNode paths =
                DeployedTemplate.openApi(Map.of("ApiAuthorization", "AWS_IAM")).path("paths");

        assertThat(paths)
                .isNotEmpty()
                .allSatisfy(path -> path.properties()
                        .forEach(method -> assertThat(method.getValue()
                                        .at("/x-amazon-apigateway-auth/type")
                                        .asText())
                                .isEqualTo(method.getKey().equals("options") ? "" : "AWS_IAM")));
    }

    private static String simpleName(String handler) {
        return handler.substring(handler.lastIndexOf('.') + 1);
    }

    private static Stream<String> lambdaArns(String definition) {
        return Stream.of(definition.split("\"")).filter(text -> text.matches("arn:aws:lambda:.*:function:.*"));
    }
}
