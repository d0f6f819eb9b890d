// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The stacks inside a template: AWS::CloudFormation::Stack and AWS::Serverless::Application with a
/// template beside this one, as it is written for `sam build` and as the CDK leaves it in cdk.out.
/// Those in a bucket or in the Serverless Application Repository are not here.
final class NestedStacks {
    /// The property that names the template, by the type of the stack.
    private static final Map<String, String> LOCATIONS =
            Map.of("AWS::CloudFormation::Stack", "TemplateURL", "AWS::Serverless::Application", "Location");

    private static final String NO_ADDRESS = "http://127.0.0.1";

    /// Addresses for a first look at the APIs of the stacks.
    static final Addresses NOWHERE = new Addresses() {
        @Override
        public String aws() {
            return NO_ADDRESS;
        }

        @Override
        public String api(String logicalId) {
            return NO_ADDRESS;
        }
    };

    private final Path directory;
    private final Sections sections;
    private final Addresses addresses;
    private final DynamicValues values;
    private final Map<String, Optional<Template>> known = new HashMap<>();
    private final Set<String> beingRead = new LinkedHashSet<>();

    /// @param directory of the template that has the stacks
    NestedStacks(Path directory, Sections sections, Addresses addresses, DynamicValues values) {
        this.directory = directory;
        this.sections = sections;
        this.addresses = addresses;
        this.values = values;
    }

    static boolean isStack(Declaration resource) {
        return LOCATIONS.containsKey(resource.type().type());
    }

    /// The stack's template, resolved for its parameters; empty for any other resource, and for a
    /// stack whose template is not beside this one.
    ///
    /// @param resolver resolves a property
    Optional<Template> of(Declaration resource, Function<Node, Optional<Node>> resolver) {
        if (!isStack(resource)) {
            return Optional.empty();
        }
        String id = resource.logicalId();
        Optional<Template> before = known.get(id);
        if (before != null) {
            return before;
        }
        if (!beingRead.add(id)) {
            String circle = String.join(" -> ", beingRead) + " -> " + id;
            sections.problems().add(resource.mark(), "stacks that need each other: " + circle);
            return Optional.of(nothing());
        }
        Optional<Template> template = path(resource, resolver).map(path -> read(resource, path, resolver));
        beingRead.remove(id);
        known.put(id, template);
        return template;
    }

    private Template nothing() {
        Template.Remarks remarks = sections.problems().remarks(List.of());
        return new Template(List.of(), List.of(), remarks, List.of(), Set.of(), Map.of());
    }

    private Optional<Path> path(Declaration resource, Function<Node, Optional<Node>> resolver) {
        String property = LOCATIONS.getOrDefault(resource.type().type(), "");
        Optional<Path> asset = new Assets(directory).find(resource, property, "");
        Optional<Node> location = resource.property(property).flatMap(resolver);
        if (asset.isPresent() || !(location.orElse(null) instanceof Node.Scalar text)) {
            return asset;
        }
        if (text.text().matches("[a-z0-9]+://.*")) {
            return new Assets(directory).published(text.text());
        }
        Path path = directory.resolve(text.text()).normalize();
        if (!Files.isRegularFile(path)) {
            sections.problems().add(text.mark(), resource.title() + ": " + property + " names no file: " + path);
            return Optional.empty();
        }
        return Optional.of(path);
    }

    private Template read(Declaration resource, Path path, Function<Node, Optional<Node>> resolver) {
        Stack stack = sections.stack().nested(resource.logicalId());
        TemplateFile.Given given = new TemplateFile.Given(parameters(resource, resolver), Map.of());
        TemplateFile.Place place =
                new TemplateFile.Place(stack, sections.problems(), Optional.of(GivenParameters.Giver.of(resource)));
        try {
            return TemplateFile.read(path, given, place).resolve(addresses, values);
        } catch (TemplateException unreadable) {
            unreadable.problems().forEach(problem -> sections.problems().add(problem.mark(), problem.message()));
            return nothing();
        }
    }

    /// Lists are texts with commas, as for `--parameter`; the parameter's name stands for a value that
    /// is not known.
    private static Map<String, String> parameters(Declaration resource, Function<Node, Optional<Node>> resolver) {
        Map<String, String> given = new LinkedHashMap<>();
        if (resource.property("Parameters").flatMap(resolver).orElse(null) instanceof Node.Fields parameters) {
            parameters.fields().forEach((name, field) -> given.put(name, text(name, field.value())));
        }
        return given;
    }

    private static String text(String name, Node value) {
        return switch (value) {
            case Node.Scalar scalar -> scalar.text();
            case Node.Items items ->
                String.join(
                        ",",
                        items.items().stream().map(item -> text(name, item)).toList());
            case Node.Fields _, Node.Unknown _ -> name;
        };
    }
}
