// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/// The Resources section: each active resource with its type's row and Globals merged in, and the ids of
/// those that a condition switches off.
final class Declarations {
    /// The attributes of a resource.
    static final Set<String> ATTRIBUTES = Set.of(
            "Type",
            "Properties",
            "Condition",
            "DependsOn",
            "Metadata",
            "DeletionPolicy",
            "UpdateReplacePolicy",
            "UpdatePolicy",
            "CreationPolicy",
            "Description",
            "Connectors",
            "IgnoreGlobals");
    private static final String SAM = Transforms.SAM;
    private static final Set<String> CUSTOM = Set.of("Version");

    /// Stands for a type that could not be determined, of which a problem tells already.
    private static final String UNKNOWN = "(unknown)";

    private final ResourceTypes types = ResourceTypes.read();
    private final Sections sections;
    private final Globals globals;
    private final SequencedMap<String, Declaration> active = new LinkedHashMap<>();
    private final Map<String, SourceLocation> inactive = new LinkedHashMap<>();
    private final boolean sam;
    private final boolean hasMacros;
    private final ResourceAttributes attributes;

    private Declarations(Node.Fields root, Sections sections) {
        this.sections = sections;
        this.attributes = new ResourceAttributes(sections);
        this.globals = Globals.read(TemplateFile.section(root, "Globals", sections.problems()), sections.problems());
        this.sam = Transforms.of(root).contains(SAM);
        this.hasMacros = Transforms.hasMacros(root);
        Transforms.check(root, sections.problems());
    }

    static Declarations read(Node.Fields root, Sections sections) {
        Declarations declarations = new Declarations(root, sections);
        Optional<Node.Fields> resources = TemplateFile.section(root, "Resources", sections.problems());
        if (resources.filter(section -> !section.fields().isEmpty()).isEmpty()) {
            sections.problems()
                    .add(resources.map(Node.Fields::mark).orElse(root.mark()), "the template has no Resources");
        }
        resources.ifPresent(section -> section.fields().forEach((logicalId, field) -> {
            declarations.attributes.read(logicalId, field);
            declarations.read(logicalId, field);
        }));
        declarations.addImplicitApis();
        return declarations;
    }

    /// Adds the APIs for events that name none.
    private void addImplicitApis() {
        implicitApi("Api", "RestApiId")
                .ifPresent(event -> add(ApiEvents.IMPLICIT_API, "AWS::Serverless::Api", implicitStage(event)));
        implicitApi("HttpApi", "ApiId")
                .ifPresent(event -> add(
                        ApiEvents.IMPLICIT_HTTP_API, "AWS::Serverless::HttpApi", Node.fields(event.mark(), Map.of())));
    }

    private static Node.Fields implicitStage(Node event) {
        return Node.fields(event.mark(), Map.of("StageName", Node.text("Prod", event.mark())));
    }

    private void add(String logicalId, String type, Node.Fields properties) {
        ResourceType row = types.find(type).orElseThrow();
        active.put(
                logicalId,
                new Declaration(logicalId, properties.mark(), row, globals.merge(type, properties), properties));
    }

    /// Returns the first event of that type without that property.
    private Optional<Node> implicitApi(String event, String apiId) {
        return active.values().stream()
                .filter(resource -> resource.type().type().startsWith("AWS::Serverless::"))
                .flatMap(resource -> resource.property("Events").stream())
                .flatMap(Declarations::members)
                .filter(each -> each.json().path("Type").asText().equals(event)
                        && !each.json().path("Properties").has(apiId))
                .findFirst();
    }

    private static Stream<Node> members(Node node) {
        return node instanceof Node.Fields fields
                ? fields.fields().values().stream().map(Node.Field::value)
                : Stream.empty();
    }

    /// Tells whether a macro that is not here would change the resources.
    boolean hasMacros() {
        return hasMacros;
    }

    ResourceAttributes attributes() {
        return attributes;
    }

    ResourceTypes types() {
        return types;
    }

    /// The active resources by logical id, in the order of the template.
    SequencedMap<String, Declaration> active() {
        return Collections.unmodifiableSequencedMap(active);
    }

    /// The logical ids of the resources that a condition switches off.
    Set<String> inactive() {
        return Collections.unmodifiableSet(inactive.keySet());
    }

    private void read(String logicalId, Node.Field field) {
        if (!(field.value() instanceof Node.Fields resource)) {
            sections.problems().add(field.mark(), logicalId + " must be an object with a Type");
            return;
        }
        String type = resource.find("Type").map(Declarations::type).orElse("");
        checkAttributes(logicalId, type, resource);
        SourceLocation typeMark = Optional.ofNullable(resource.fields().get("Type"))
                .map(Node.Field::mark)
                .orElse(field.mark());
        if (type.equals(SamWebSocketApi.TYPE) && sam) {
            webSocketApi(logicalId, resource);
            return;
        }
        ResourceType row = types.find(type).orElseGet(() -> unknownType(type, typeMark, logicalId));
        if (type.startsWith("AWS::Serverless::") && types.find(type).isPresent() && !sam) {
            sections.problems()
                    .add("no transform", typeMark, logicalId + ": " + type + " needs `Transform: " + SAM + "`");
        }
        add(new Declaration(logicalId, field.mark(), row, properties(resource, type), resource), resource);
    }

    private static String type(Node node) {
        return node instanceof Node.Unknown ? UNKNOWN : node.json().asText();
    }

    /// Returns the row of a type that is not in the table: one that AWS has is not here, any other is
    /// wrong.
    private ResourceType unknownType(String type, SourceLocation mark, String logicalId) {
        Optional<String> wrong = wrongType(type);
        wrong.filter(_ -> !type.equals(UNKNOWN))
                .ifPresent(reason -> sections.problems().add(mark, logicalId + ": " + reason));
        return GenericNames.of(type, wrong.isPresent() ? ResourceType.Kind.WRONG : ResourceType.Kind.NOT_HERE);
    }

    private void webSocketApi(String logicalId, Node.Fields resource) {
        SamWebSocketApi api = new SamWebSocketApi(
                logicalId, resource, properties(resource, SamWebSocketApi.TYPE), sections.problems());
        api.resources().forEach((id, made) -> {
            ResourceType row =
                    types.find(made.find("Type").orElseThrow().json().asText()).orElseThrow();
            ResourceType named =
                    id.equals(logicalId) ? api.stageName().map(row::withStage).orElse(row) : row;
            Node.Fields properties = (Node.Fields) made.find("Properties").orElseThrow();
            add(new Declaration(id, resource.mark(), named, properties, made), resource);
        });
    }

    /// Checks a resource's attributes: SAM drops unknown ones of its own resources, CloudFormation
    /// refuses them.
    private void checkAttributes(String logicalId, String type, Node.Fields resource) {
        boolean custom = type.startsWith("Custom::") || type.equals("AWS::CloudFormation::CustomResource");
        resource.fields().forEach((name, attribute) -> {
            if (ATTRIBUTES.contains(name) || (custom && CUSTOM.contains(name))) {
                return;
            }
            String message = logicalId + ": a resource has no attribute " + name + DidYouMean.hint(name, ATTRIBUTES);
            if (type.startsWith("AWS::Serverless::")) {
                sections.problems().warn(attribute.mark(), message + "; SAM leaves it out");
            } else if (hasMacros) {
                sections.problems()
                        .notHere(attribute.mark(), logicalId + " " + name, "the macro that it is for is not here");
            } else {
                sections.problems().add(attribute.mark(), message);
            }
        });
    }

    /// Returns the reason why CloudFormation would refuse the type, where this can be known: it does
    /// not have the form of a type's name, or differs in only a letter or two from a known type.
    private Optional<String> wrongType(String type) {
        if (type.isEmpty()) {
            return Optional.of("Type is missing");
        }
        boolean isName = type.matches("[A-Za-z0-9]+(::[A-Za-z0-9]+){2,3}|Custom::[A-Za-z0-9_@-]+");
        Set<String> names = types.allNames();
        if (names.contains(type)) {
            return Optional.empty();
        }
        Optional<String> meant = DidYouMean.closest(type, names);
        if (!isName
                || type.startsWith("AWS::Serverless::")
                || meant.filter(known -> DidYouMean.distance(type, known) <= 2).isPresent()) {
            return Optional.of("there is no resource type " + type
                    + meant.map(known -> "; did you mean " + known + "?").orElse(""));
        }
        return Optional.empty();
    }

    private Node.Fields properties(Node.Fields resource, String type) {
        Node.Fields own = TemplateFile.section(resource, "Properties", sections.problems())
                .orElse(new Node.Fields(new LinkedHashMap<>(), resource.mark()));
        Node.Fields given = type.startsWith("AWS::Serverless::") ? withoutNulls(own) : own;
        return ignoresGlobals(resource)
                ? given
                : globals.without(ignored(resource)).merge(type, given);
    }

    /// SAM takes a property without a value, such as `Events:`, as one that is not there.
    private static Node.Fields withoutNulls(Node.Fields properties) {
        SequencedMap<String, Node.Field> given = new LinkedHashMap<>(properties.fields());
        given.values()
                .removeIf(field -> field.value() instanceof Node.Scalar scalar
                        && scalar.value().isNull());
        return new Node.Fields(given, properties.mark());
    }

    private static boolean ignoresGlobals(Node.Fields resource) {
        return resource.find("IgnoreGlobals").orElse(null) instanceof Node.Scalar all
                && all.text().equals("*");
    }

    /// The properties that a resource does not take from Globals.
    private static List<String> ignored(Node.Fields resource) {
        return resource.find("IgnoreGlobals").orElse(null) instanceof Node.Items names
                ? names.items().stream().map(name -> name.json().asText()).toList()
                : List.of();
    }

    private void add(Declaration declaration, Node.Fields resource) {
        Optional<Boolean> wanted = resource.find("Condition")
                .map(condition -> sections.conditions().isTrue(condition.json().asText(), condition.mark()))
                .orElse(Optional.of(true));
        if (wanted.orElse(true)) {
            active.put(declaration.logicalId(), declaration);
        } else {
            inactive.put(declaration.logicalId(), declaration.mark());
        }
    }
}
