// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.YamlReader.ShortForms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads AWS::Serverless::StateMachine and AWS::StepFunctions::StateMachine.
final class StateMachineReader {
    private static final List<String> SAM_DEFINITIONS = List.of("Definition", "DefinitionUri");
    private static final List<String> DEFINITIONS = List.of("Definition", "DefinitionString", "DefinitionS3Location");

    private static final int MAX_SUBSTITUTION_ROUNDS = 10;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[A-Za-z0-9_]+}");

    private final Path directory;
    private final TemplateProblems problems;

    StateMachineReader(Path directory, TemplateProblems problems) {
        this.directory = directory;
        this.problems = problems;
    }

    /// Returns the machine; empty, with a problem reported, when there is no definition.
    Optional<Resource.StateMachine> read(ResolvedResource resource) {
        Properties properties = resource.properties();
        boolean sam = isSam(resource);
        String type = properties.choice(sam ? "Type" : "StateMachineType", "STANDARD", List.of("STANDARD", "EXPRESS"));
        String role = sam ? samRole(resource) : properties.required("RoleArn");
        Set<String> aliases = properties.text("AutoPublishAlias").map(Set::of).orElse(Set.of());
        Optional<Resource.Definition> found = definition(resource);
        found.ifPresent(definition -> warnOfPlaceholders(properties, definition));
        return found.map(definition -> new Resource.StateMachine(
                resource.logicalId(),
                resource.mark(),
                resource.attribute("Arn"),
                Resource.StateMachine.Type.valueOf(type.equals("EXPRESS") ? "EXPRESS" : "STANDARD"),
                definition,
                role,
                aliases));
    }

    private static boolean isSam(ResolvedResource resource) {
        return resource.type().equals("AWS::Serverless::StateMachine");
    }

    /// Warns of placeholders without a value, which AWS accepts as text.
    private void warnOfPlaceholders(Properties properties, Resource.Definition definition) {
        if (!definition.text().contains("${")) {
            return;
        }
        Set<String> left = new TreeSet<>();
        Matcher placeholders = PLACEHOLDER.matcher(definition.text());
        while (placeholders.find()) {
            left.add(placeholders.group());
        }
        if (!left.isEmpty()) {
            problems.warn(
                    definition.source().mark(),
                    properties.owner() + ": no substitution replaces " + String.join(", ", left));
        }
    }

    private static String samRole(ResolvedResource resource) {
        Properties properties = resource.properties();
        return properties.fields().fields().containsKey("Role")
                ? properties.text("Role").orElse("")
                : generatedRole(resource);
    }

    private static String generatedRole(ResolvedResource resource) {
        String role = resource.declaration().logicalId() + "Role";
        Node arn = resource.references().attribute(role, "Arn", resource.mark());
        return arn instanceof Node.Scalar scalar ? scalar.text() : "";
    }

    private Optional<Resource.Definition> definition(ResolvedResource resource) {
        Optional<String> property = definitionProperty(resource);
        if (property.isEmpty()) {
            return Optional.empty();
        }
        String name = property.get();
        Properties properties = resource.properties();
        Map<String, String> substitutions = properties.texts("DefinitionSubstitutions");
        Optional<Path> asset = asset(resource, name);
        if (asset.isPresent()) {
            return fromFile(asset.get(), properties.mark(name), substitutions);
        }
        if (name.equals("DefinitionS3Location") || isInBucket(properties, name)) {
            problems.notHere(properties.mark(name), properties.owner() + " " + name, "the state machine is not made");
            return Optional.empty();
        }
        return name.equals("DefinitionUri")
                ? properties
                        .text(name)
                        .flatMap(file ->
                                fromFile(directory.resolve(file).normalize(), properties.mark(name), substitutions))
                : properties
                        .node(name)
                        .filter(_ -> !name.equals("DefinitionString")
                                || properties.text(name).isPresent())
                        .map(node -> inline(node, substitutions));
    }

    /// Returns the one property that has the definition; empty, with a problem reported, when there is none or
    /// more than one.
    private Optional<String> definitionProperty(ResolvedResource resource) {
        Properties properties = resource.properties();
        List<String> known = isSam(resource) ? SAM_DEFINITIONS : DEFINITIONS;
        Set<String> names = properties.fields().fields().keySet();
        List<String> given = known.stream().filter(names::contains).toList();
        boolean isMisspelt = names.stream()
                .anyMatch(name -> name.startsWith("Definition") && !name.equals("DefinitionSubstitutions")
                        || DidYouMean.closest(name, known).isPresent());
        if (given.isEmpty() && isMisspelt) {
            return Optional.empty(); // reported as a property that there is not
        }
        if (given.size() != 1) {
            problems.add(
                    properties.mark(),
                    properties.owner() + ": expected one definition, found "
                            + (given.isEmpty() ? "none" : String.join(" and ", given)));
            return Optional.empty();
        }
        return Optional.of(given.getFirst());
    }

    /// Returns the file beside the template that the CDK publishes as the S3 object of that property.
    private Optional<Path> asset(ResolvedResource resource, String name) {
        Properties properties = resource.properties();
        boolean isLocation = !name.equals("Definition")
                && properties.node(name).filter(Node.Fields.class::isInstance).isPresent();
        if (!isLocation) {
            return Optional.empty();
        }
        String key = properties.inner(name).flatMap(each -> each.text("Key")).orElse("");
        return new Assets(directory).find(resource.declaration(), name, key);
    }

    private static boolean isInBucket(Properties properties, String name) {
        return name.equals("DefinitionUri")
                && !(properties.node(name).orElse(null) instanceof Node.Scalar location
                        && !location.text().startsWith("s3://"));
    }

    private static Resource.Definition inline(Node definition, Map<String, String> substitutions) {
        String text = definition instanceof Node.Scalar scalar ? scalar.text() : Json.write(definition.json());
        return new Resource.Definition(substitute(text, substitutions), new Document(definition));
    }

    /// Reads a definition from a file. As in CloudFormation's resource handler, placeholders are
    /// replaced in the text before it is read as JSON or YAML
    /// (aws-cloudformation-resource-providers-stepfunctions, DefinitionProcessor).
    private Optional<Resource.Definition> fromFile(Path path, SourceLocation mark, Map<String, String> substitutions) {
        return SourceFile.read(path, mark, problems)
                .map(file -> new SourceFile(path, substitute(file.text(), substitutions)))
                .map(file -> file.parse(ShortForms.REFUSED, problems))
                .filter(written -> !(written instanceof Node.Unknown))
                .map(root -> new Resource.Definition(Json.write(root.json()), new Document(root)));
    }

    /// Replaces `${name}` in the text, and again in the replacements.
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
