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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks the properties that all resources of a kind in template.yaml must have.
class TemplateTest {
    private static final Template TEMPLATE = DeployedTemplate.resolve(Map.of());
    private static final List<Resource.Function> FUNCTIONS =
            DeployedTemplate.resolve(Map.of("ApiAuthorization", "JWT")).all(Resource.Function.class);

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

        assertThat(machines).hasSize(11).allSatisfy(machine -> {
            assertThat(machine.path("TimeoutSeconds").isInt()).isTrue();
            assertThat(machine.findParents("Type").stream()
                            .filter(state -> state.path("Type").asText().equals("Task")))
                    .allMatch(task -> task.path("TimeoutSeconds").isInt()
                            || task.path("TimeoutSeconds").asText().startsWith("{% $timeout"));
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
                        .filter(machine -> machine.type() == Resource.StateMachine.Type.EXPRESS)
                        .filter(machine ->
                                !List.of("PushResult", "StartUploaded").contains(machine.logicalId())))
                .hasSize(3)
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
                .hasSize(3)
                .allMatch(queue -> queue.attributes().containsKey("RedrivePolicy")
                        || targets.stream().anyMatch(arn -> arn.endsWith(":" + queue.name()))
                        || queue.logicalId().equals("LostEvents"));
    }

    /// A version keeps the values with which it was published, and changing a parameter does not publish a
    /// new one, so a function with a variable has no alias
    /// ([serverless-application-model#3820](https://github.com/aws/serverless-application-model/issues/3820)).
    @Test
    void everyFunctionWithoutVariablesIsCalledByItsLiveAlias() {
        assertThat(FUNCTIONS)
                .hasSize(14)
                .allMatch(function -> function.logicalId().equals(simpleName(function.handler()) + "Function"))
                .allMatch(function ->
                        function.aliases().equals(function.environment().isEmpty() ? Set.of("live") : Set.of()));
        assertThat(FUNCTIONS.stream().filter(function -> function.aliases().isEmpty()))
                .extracting(Resource.Function::logicalId)
                .containsExactly("RequestConsumerFunction");
        assertThat(TEMPLATE.all(Resource.StateMachine.class).stream()
                        .flatMap(machine -> lambdaArns(machine.definition().text())))
                .hasSize(10)
                .allMatch(arn -> arn.endsWith(":live"));
    }

    @Test
    void functionsThatSleepHaveReservedConcurrencyAndALowerRate() {
        assertThat(FUNCTIONS.stream().filter(function -> function.timeout().toMinutes() > 1))
                .singleElement()
                .satisfies(
                        function -> assertThat(function.reservedConcurrency()).hasValue(20));
    }

    /// A preflight request has no credentials, and an external API signs its callback.
    @ParameterizedTest
    @CsvSource({
        "NONE, '', ''",
        "AWS_IAM, /x-amazon-apigateway-auth/type, AWS_IAM",
        "API_KEY, /security/0, '{\"ApiKey\":[]}'",
        "JWT, /security/0, '{\"Jwt\":[]}'"
    })
    void authorizationIsOfEveryRouteButThePreflightAndTheCallback(String kind, String place, String value) {
        JsonNode paths =
                DeployedTemplate.openApi(Map.of("ApiAuthorization", kind)).path("paths");

        assertThat(paths.properties())
                .hasSizeGreaterThan(10)
                .allSatisfy(path -> path.getValue().properties().forEach(method -> {
                    boolean open =
                            method.getKey().equals("options") || path.getKey().startsWith("/async/callbacks/");
                    JsonNode found = method.getValue().at(place);
                    assertThat(method.getValue().has("x-amazon-apigateway-auth"))
                            .isEqualTo(!open && kind.equals("AWS_IAM"));
                    assertThat(place.isEmpty() || open ? "" : found.isTextual() ? found.asText() : found.toString())
                            .isEqualTo(open ? "" : value);
                    assertThat(method.getValue().path("security").isEmpty())
                            .isEqualTo(open || !place.startsWith("/security"));
                }));
    }

    @Test
    void everyRouteHasCorsHeaders() {
        JsonNode paths = DeployedTemplate.openApi(Map.of()).path("paths");

        assertThat(paths.properties()).allSatisfy(path -> {
            assertThat(path.getValue().has("options")).isTrue();
            path.getValue()
                    .properties()
                    .forEach(method -> assertThat(method.getValue().at("/x-amazon-apigateway-integration/responses"))
                            .isNotEmpty()
                            .allMatch(response -> response.path("responseParameters")
                                    .has("method.response.header.Access-Control-Allow-Origin")));
        });
    }

    @Test
    void aHeaderIsWrittenOutWhereItIsMapped() {
        assertThat(DeployedTemplate.openApi(Map.of())
                        .at("/components/responses")
                        .isMissingNode())
                .isTrue();
    }

    private static String simpleName(String handler) {
        return handler.substring(handler.lastIndexOf('.') + 1);
    }

    private static Stream<String> lambdaArns(String definition) {
        return Stream.of(definition.split("\"")).filter(text -> text.matches("arn:aws:lambda:.*:function:.*"));
    }
}
