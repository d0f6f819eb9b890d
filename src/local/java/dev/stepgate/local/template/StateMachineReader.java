// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.YamlReader.ShortForms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// AWS::Serverless::StateMachine and AWS::StepFunctions::StateMachine.
final class StateMachineReader {
    private static final int MAX_SUBSTITUTION_ROUNDS = 10;

    private final Path directory;
    private final Problems problems;

    StateMachineReader(Path directory, Problems problems) {
        this.directory = directory;
        this.problems = problems;
    }

    /// Empty, with a problem told, when there is no definition.
    Optional<Resource.StateMachine> read(ResolvedResource resource) {
        Properties properties = resource.properties();
        boolean sam = resource.type().equals("AWS::Serverless::StateMachine");
        String type = properties.choice(sam ? "Type" : "StateMachineType", "STANDARD", List.of("STANDARD", "EXPRESS"));
        String role =
                sam ? properties.text("Role").orElseGet(() -> generatedRole(resource)) : properties.required("RoleArn");
        Set<String> aliases = properties.text("AutoPublishAlias").map(Set::of).orElse(Set.of());
        return definition(properties)
                .map(definition -> new Resource.StateMachine(
                        resource.logicalId(),
                        resource.mark(),
                        resource.attribute("Arn"),
                        Resource.StateMachine.Type.valueOf(type.equals("EXPRESS") ? "EXPRESS" : "STANDARD"),
                        definition,
                        role,
                        aliases));
    }

    private static String generatedRole(ResolvedResource resource) {
        String role = resource.logicalId() + "Role";
        Node arn = resource.references().attribute(role, "Arn", resource.mark());
        return arn instanceof Node.Scalar scalar ? scalar.text() : "";
    }

    private Optional<Resource.Definition> definition(Properties properties) {
        List<String> given = List.of("Definition", "DefinitionString", "DefinitionUri").stream()
                .filter(properties.fields().fields()::containsKey)
                .toList();
        if (given.size() != 1) {
            problems.add(
                    properties.mark(),
                    properties.owner() + ": expected one definition, found "
                            + (given.isEmpty() ? "none" : String.join(" and ", given)));
            return Optional.empty();
        }
        Map<String, String> substitutions = properties.texts("DefinitionSubstitutions");
        String name = given.getFirst();
        return name.equals("DefinitionUri")
                ? properties.text(name).flatMap(file -> fromFile(file, properties.mark(name), substitutions))
                : properties.node(name).map(node -> inline(node, substitutions));
    }

    private static Resource.Definition inline(Node definition, Map<String, String> substitutions) {
        String text = definition instanceof Node.Scalar scalar ? scalar.text() : Json.write(definition.json());
        return new Resource.Definition(substitute(text, substitutions), new Document(definition));
    }

    private Optional<Resource.Definition> fromFile(String location, Mark mark, Map<String, String> substitutions) {
        Path path = directory.resolve(location).normalize();
        return SourceFile.read(path, mark, problems)
                .map(file -> file.withText(substitute(file.text(), substitutions)))
                .flatMap(file -> {
                    Node root = file.parse(ShortForms.REFUSED, problems);
                    return root instanceof Node.Unknown
                            ? Optional.empty()
                            : Optional.of(new Resource.Definition(Json.write(root.json()), new Document(root)));
                });
    }

    /// `${name}` is replaced in the text, before it is read as JSON or YAML, and again in what came in: so
    /// CloudFormation's resource handler does it.
    private static String substitute(String text, Map<String, String> substitutions) {
        String before = "";
        String after = text;
        for (int round = 0; round < MAX_SUBSTITUTION_ROUNDS && !after.equals(before); round++) {
            before = after;
            for (Map.Entry<String, String> substitution : substitutions.entrySet()) {
                after = after.replace("${" + substitution.getKey() + "}", substitution.getValue());
            }
        }
        return after;
    }
}
