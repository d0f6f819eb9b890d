// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.YamlReader.ShortForms;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// AWS::Serverless::StateMachine and AWS::StepFunctions::StateMachine.
final class StateMachineReader {
    private static final int MAX_SUBSTITUTION_ROUNDS = 10;

    private final Path directory;
    private final TemplateProblems problems;

    StateMachineReader(Path directory, TemplateProblems problems) {
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

    /// CloudFormation's resource handler reads the file as JSON or YAML before it replaces anything, so a
    /// placeholder can only stand in a text.
    private Optional<Resource.Definition> fromFile(
            String location, SourceLocation mark, Map<String, String> substitutions) {
        Path path = directory.resolve(location).normalize();
        return SourceFile.read(path, mark, problems)
                .map(file -> file.parse(ShortForms.REFUSED, problems))
                .filter(written -> !(written instanceof Node.Unknown))
                .map(written -> substitute(written, substitutions))
                .map(root -> new Resource.Definition(Json.write(root.json()), new Document(root)));
    }

    private static Node substitute(Node node, Map<String, String> substitutions) {
        return switch (node) {
            case Node.Scalar text
            when text.value().isTextual() -> Node.text(substitute(text.text(), substitutions), text.mark());
            case Node.Items items ->
                new Node.Items(
                        items.items().stream()
                                .map(item -> substitute(item, substitutions))
                                .toList(),
                        items.mark());
            case Node.Fields fields -> {
                SequencedMap<String, Node.Field> members = new LinkedHashMap<>();
                fields.fields()
                        .forEach((name, field) -> members.put(
                                substitute(name, substitutions),
                                new Node.Field(field.mark(), substitute(field.value(), substitutions))));
                yield new Node.Fields(members, fields.mark());
            }
            case Node.Scalar _, Node.Unknown _ -> node;
        };
    }

    /// `${name}` is replaced in the text, and again in what came in: so CloudFormation's resource handler does it.
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
