// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.YamlReader.ShortForms;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// template.yaml as it is written, with its includes: its resources are known, but not yet the
/// addresses at which they will be served. [#resolve] makes a [Template] of it.
public final class TemplateFile {
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Transform",
            "Metadata",
            "Rules",
            "Globals",
            "Parameters",
            "Mappings",
            "Conditions",
            "Resources",
            "Outputs");

    private final Path directory;
    private final Node.Fields root;
    private final Sections sections;
    private final Declarations declarations;

    private TemplateFile(Path directory, Node.Fields root, Sections sections) {
        this.directory = directory;
        this.root = root;
        this.sections = sections;
        this.declarations = Declarations.read(root, sections);
    }

    /// Reads a template and its includes.
    ///
    /// @param path of a YAML or JSON template
    /// @param given values for its parameters
    /// @throws TemplateException when the file cannot be read at all; other problems are in
    /// [Template#problems]
    public static TemplateFile read(Path path, Given given, Stack stack) {
        return read(path, given, new Place(stack, new TemplateProblems(), Optional.empty()));
    }

    /// Reads the template of a nested stack, whose problems are told with those of the stack around it.
    static TemplateFile read(Path path, Given given, Place place) {
        TemplateProblems problems = place.problems();
        Path directory = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
        Optional<Node> file = SourceFile.read(path, SourceLocation.of(path), problems)
                .map(source -> source.parse(ShortForms.READ, problems))
                .map(node -> new Includes(directory, problems).merge(node));
        if (file.isPresent() && file.get() instanceof Node.Fields root) {
            return of(directory, root, given, place);
        }
        if (problems.isEmpty()) {
            problems.add(SourceLocation.of(path), "a template must be an object with Resources");
        }
        throw new TemplateException(problems.sorted());
    }

    /// Values for parameters, by name.
    ///
    /// @param named parameters that the template must have
    /// @param configured values that have lower precedence, and need not be for parameters of the
    /// template
    public record Given(Map<String, String> named, Map<String, String> configured) {
        private Map<String, String> to(Optional<Node.Fields> declared) {
            Map<String, String> values = new LinkedHashMap<>();
            configured.forEach((name, value) -> {
                if (declared.filter(section -> section.find(name).isPresent()).isPresent()) {
                    values.put(name, value);
                }
            });
            values.putAll(named);
            return values;
        }
    }

    /// The stack that a template is read for, the list that takes its problems, and the resource that gives its
    /// parameters when it is a nested stack.
    record Place(Stack stack, TemplateProblems problems, Optional<GivenParameters.Giver> giver) {}

    private static TemplateFile of(Path directory, Node.Fields file, Given given, Place place) {
        TemplateProblems problems = place.problems();
        Node.Fields written = new Misindented(Declarations.ATTRIBUTES, problems).mended(file);
        Optional<Node.Fields> declared = section(written, "Parameters", problems);
        Map<String, Node> parameters = Parameters.read(
                declared, new GivenParameters(given.to(declared), place.giver(), problems), place.stack());
        References values = new ParameterReferences(place.stack(), parameters, problems);
        Node.Fields root = new Nulls(problems).refuse(new LanguageExtensions(problems).apply(written, values));
        Sections sections = sections(root, parameters, place);
        return new TemplateFile(directory, root, sections);
    }

    private static Sections sections(Node.Fields root, Map<String, Node> parameters, Place place) {
        TemplateProblems problems = place.problems();
        problems.unknown(root, SECTIONS, "a template has no section");
        root.find("AWSTemplateFormatVersion")
                .filter(version -> !version.json().asText().equals("2010-09-09"))
                .ifPresent(version -> problems.add(
                        version.mark(),
                        "AWSTemplateFormatVersion must be 2010-09-09, not "
                                + version.json().asText()));
        Mappings mappings = new Mappings(section(root, "Mappings", problems), problems);
        References values = new ParameterReferences(place.stack(), parameters, problems);
        Conditions conditions = new Conditions(section(root, "Conditions", problems), values, mappings, problems);
        conditions.checkAll();
        mappings.checkAll();
        section(root, "Rules", problems)
                .ifPresent(rules -> new Rules(place.stack(), parameters, mappings, problems).check(rules));
        return new Sections(place.stack(), parameters, mappings, conditions, problems);
    }

    static Optional<Node.Fields> section(Node.Fields root, String name, TemplateProblems problems) {
        return root.find(name).flatMap(node -> {
            if (node instanceof Node.Fields fields) {
                return Optional.of(fields);
            }
            problems.add(node.mark(), name + " must be an object");
            return Optional.empty();
        });
    }

    /// The logical ids of the REST and HTTP APIs, in the order of the template; those of nested
    /// stacks, with the path of their stack, come last.
    public List<String> restApis() {
        Stream<String> own = declarations.active().values().stream()
                .filter(resource -> resource.type().isApi() && !isWebSocket(resource))
                .map(Declaration::logicalId);
        Stream<Resource> nested =
                nestedApis().filter(api -> api instanceof Resource.RestApi || api instanceof Resource.HttpApi);
        return Stream.concat(own, nested.map(Resource::logicalId)).toList();
    }

    /// The logical ids of the WebSocket APIs, likewise.
    public List<String> webSocketApis() {
        Stream<String> own = declarations.active().values().stream()
                .filter(TemplateFile::isWebSocket)
                .map(Declaration::logicalId);
        Stream<Resource> nested = nestedApis().filter(Resource.WebSocketApi.class::isInstance);
        return Stream.concat(own, nested.map(Resource::logicalId)).toList();
    }

    /// Which APIs a nested stack has depends on the parameters that it is given: it is resolved for
    /// addresses that nobody has.
    private Stream<Resource> nestedApis() {
        boolean hasStacks = declarations.active().values().stream().anyMatch(NestedStacks::isStack);
        return hasStacks
                ? resolve(NestedStacks.NOWHERE, text -> text).resources().stream()
                        .filter(resource -> resource.logicalId().contains("/"))
                : Stream.empty();
    }

    private static boolean isWebSocket(Declaration resource) {
        return resource.type().isApi()
                && resource.property("ProtocolType")
                        .filter(type -> type instanceof Node.Scalar scalar
                                && scalar.text().equals(Protocols.WEBSOCKET))
                        .isPresent();
    }

    /// The files read so far, and those that were looked for: the template, its includes and, after
    /// [#resolve], definitions and OpenAPI documents.
    public Set<Path> files() {
        return sections.problems().files();
    }

    /// Resolves the template for the addresses at which it will be served.
    ///
    /// @param values of dynamic references
    public Template resolve(Addresses addresses, DynamicValues values) {
        DynamicTexts texts = new DynamicTexts(values, sections.problems());
        NestedStacks nested = new NestedStacks(directory, sections, addresses, values);
        StackReferences.Place place = new StackReferences.Place(addresses, nested);
        StackReferences references = new StackReferences(sections, declarations, place, texts);
        return new TemplateResolver(directory, sections, declarations, references).resolve(root);
    }
}
