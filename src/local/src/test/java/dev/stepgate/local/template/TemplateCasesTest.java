// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.YamlReader.ShortForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each folder beside this class's resources is a case: a template with the files it names, and
/// `expected.yaml`, the expected result: `problems`, `warnings`, `notHere` and `noEffects` in full, but
/// `resources` and `outputs` only in part. `parameters` are those of the command line. The cases are our own,
/// based on the CloudFormation and SAM references.
class TemplateCasesTest {
    private static final Path CASES = Path.of("src/test/resources/dev/stepgate/local/template");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void resolvesAsExpected(Path folder) throws IOException {
        JsonNode expected = yaml(folder.resolve("expected.yaml"));
        List<String> names = new ArrayList<>();
        expected.fieldNames().forEachRemaining(names::add);

        JsonNode actual = resolve(folder, expected.path("parameters"));

        assertThat(names)
                .isSubsetOf("parameters", "resources", "outputs", "noEffects", "notHere", "warnings", "problems");
        assertThat(texts(actual.path("problems"))).isEqualTo(texts(expected.path("problems")));
        if (expected.has("noEffects")) {
            assertThat(texts(actual.path("noEffects"))).isEqualTo(texts(expected.path("noEffects")));
        }
        assertThat(texts(actual.path("notHere"))).isEqualTo(texts(expected.path("notHere")));
        assertThat(texts(actual.path("warnings"))).isEqualTo(texts(expected.path("warnings")));
        assertHolds("outputs", actual.path("outputs"), expected.path("outputs"));
        assertHolds("resources", actual.path("resources"), expected.path("resources"));
    }

    private static JsonNode resolve(Path folder, JsonNode given) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        given.properties()
                .forEach(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
        Path file = Files.exists(folder.resolve("template.json"))
                ? folder.resolve("template.json")
                : folder.resolve("template.yaml");
        try {
            return json(
                    folder,
                    TemplateFile.read(file, new TemplateFile.Given(parameters, Map.of()), Stack.in("eu-west-1"))
                            .resolve(new TestAddresses(), text -> text));
        } catch (TemplateException e) {
            ObjectNode answer = Json.mapper().createObjectNode();
            e.problems().forEach(problem -> answer.withArray("/problems").add(line(folder, problem)));
            return answer;
        }
    }

    private static ObjectNode json(Path folder, Template template) {
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode problems = answer.putArray("problems");
        template.problems().forEach(problem -> problems.add(line(folder, problem)));
        ArrayNode noEffects = answer.putArray("noEffects");
        Template.Remarks remarks = template.remarks();
        remarks.noEffects().forEach(each -> noEffects.add(each.mark().line() + ": " + each.subject()));
        ArrayNode notHere = answer.putArray("notHere");
        remarks.notHere().forEach(each -> notHere.add(each.mark().line() + ": " + each.subject()));
        ArrayNode warnings = answer.putArray("warnings");
        remarks.warnings().forEach(each -> warnings.add(line(folder, each)));
        ObjectNode outputs = answer.putObject("outputs");
        template.outputs().forEach(output -> outputs.put(output.name(), output.value()));
        ObjectNode resources = answer.putObject("resources");
        template.resources().forEach(resource -> resources.set(resource.logicalId(), RecordJson.of(folder, resource)));
        return answer;
    }

    /// Returns `template.yaml:3: message`, without the column.
    private static String line(Path folder, TemplateProblem problem) {
        SourceLocation mark = problem.mark();
        String file = mark.file().replace(folder + "/", "");
        String message = problem.message().replace(folder + "/", "");
        return (mark.line() == 0 ? file : file + ":" + mark.line()) + ": " + message;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /// Requires every expected member; there may be others.
    private static void assertHolds(String place, JsonNode actual, JsonNode expected) {
        if (expected.isObject() && actual.isObject()) {
            expected.properties()
                    .forEach(entry ->
                            assertHolds(place + "/" + entry.getKey(), actual.path(entry.getKey()), entry.getValue()));
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                assertHolds(place + "/" + i, actual.get(i), expected.get(i));
            }
        } else if (!expected.isMissingNode()) {
            assertThat(Json.write(actual)).as(place).isEqualTo(Json.write(expected));
        }
    }

    private static JsonNode yaml(Path file) throws IOException {
        TemplateProblems problems = new TemplateProblems();
        Node root = new SourceFile(file, Files.readString(file)).parse(ShortForms.REFUSED, problems);
        assertThat(problems.sorted()).isEmpty();
        return root.json();
    }

    /// The addresses that the cases expect.
    private record TestAddresses() implements Addresses {
        @Override
        public String aws() {
            return "http://127.0.0.1:4566";
        }

        @Override
        public String api(String logicalId) {
            return (logicalId.contains("Socket") ? "ws" : "http") + "://127.0.0.1:3000/" + logicalId;
        }
    }
}
