// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Resolves the resources and outputs of a template.
final class TemplateResolver {
    private final Sections sections;
    private final Declarations declarations;
    private final StackReferences references;
    private final Protocols protocols;
    private final PropertyCheck check;
    private final ResourceReaders readers;
    private final List<ResolvedResource> resolved = new ArrayList<>();
    private final Map<String, Declared> declared = new HashMap<>();

    TemplateResolver(Path directory, Sections sections, Declarations declarations, StackReferences references) {
        this.sections = sections;
        this.declarations = declarations;
        this.references = references;
        this.protocols = new Protocols(sections, declarations.active(), references);
        this.check = new PropertyCheck(sections.problems());
        EventReader events = new EventReader(declarations.types(), check, sections.stack());
        this.readers = new ResourceReaders(directory, sections, protocols, events);
    }

    Template resolve(Node.Fields root) {
        TemplateProblems problems = sections.problems();
        declarations.attributes().check(references::has);
        Cycles dependencies = new Cycles(sections, declarations.active());
        dependencies.check();
        declarations.active().values().forEach(each -> declare(each, dependencies));
        UnreplacedNames names = new UnreplacedNames(this::isName, problems);
        declarations.active().values().forEach(each -> names.check(each.title(), each.properties()));
        declarations.active().values().forEach(declaration -> resolved.add(resolve(declaration)));
        List<Resource> resources = readers.read(resolved);
        new ForeignParts(sections, resolved).note();
        checkValues();
        declarations
                .active()
                .values()
                .forEach(each -> references.nestedStack(each).ifPresent(stack -> {
                    resources.addAll(stack.resources());
                    declared.putAll(stack.declared());
                    stack.remarks().noEffects().forEach(part -> problems.noEffect(part.mark(), part.subject()));
                }));
        if (sections.stack().path().isEmpty()) {
            resources.removeIf(new ForeignMessaging(sections, List.copyOf(resources))::isCut);
        }
        if (problems.isEmpty()) {
            withoutContent(resources);
        }
        List<Template.Output> outputs = new Outputs(sections, references).read(root);
        Template.Remarks remarks = problems.remarks(check.noEffects());
        return new Template(resources, outputs, remarks, problems.sorted(), problems.incomplete(), declared);
    }

    private boolean isName(String name) {
        return name.startsWith("AWS::")
                || sections.parameters().containsKey(name)
                || declarations.active().containsKey(name);
    }

    private void declare(Declaration declaration, Cycles dependencies) {
        String path = sections.stack().path();
        Map<String, SourceLocation> properties = new HashMap<>();
        declaration.properties().fields().forEach((name, field) -> properties.put(name, field.mark()));
        Set<String> needs = dependencies.needs(declaration).stream()
                .map(needed -> path + needed.logicalId())
                .collect(Collectors.toUnmodifiableSet());
        declared.put(path + declaration.logicalId(), new Declared(properties, needs));
    }

    /// Takes out what lacks a part that a macro would make, or that is in S3: that is among what is
    /// not here.
    private void withoutContent(List<Resource> resources) {
        Set<String> incomplete = sections.problems().incomplete();
        resources.stream()
                .filter(resource -> incomplete.contains(resource.logicalId()))
                .forEach(resource -> sections.problems()
                        .notHere(
                                resource.mark(),
                                resource.logicalId() + ", which lacks a part that is not here",
                                "what calls it fails"));
        resources.removeIf(resource -> incomplete.contains(resource.logicalId()));
    }

    private void checkValues() {
        if (declarations.hasMacros()) {
            return;
        }
        PropertyValues values = new PropertyValues(sections.problems());
        declarations.active().forEach((logicalId, declaration) -> {
            boolean unused = sections.problems().reading(sections.stack().path() + logicalId, () -> {
                values.check(declaration);
                return true;
            });
        });
    }

    private ResolvedResource resolve(Declaration declaration) {
        String logicalId = sections.stack().path() + declaration.logicalId();
        return sections.problems().reading(logicalId, () -> {
            Node.Fields properties = (Node.Fields) references.resolve(declaration.properties());
            Properties resolved = new Properties(declaration.title(), properties, sections.problems());
            check(declaration, resolved);
            if (properties.hasUnknown()) {
                sections.problems().incomplete(logicalId);
            }
            return new ResolvedResource(declaration, resolved, references);
        });
    }

    private void check(Declaration declaration, Properties properties) {
        ResourceType type = declaration.type();
        switch (type.kind()) {
            case NO_EFFECT, NETWORK -> check.noEffect(declaration.mark(), declaration.title());
            case NOT_HERE -> {
                if (references.nestedStack(declaration).isEmpty()) {
                    sections.problems().notHere(declaration.mark(), declaration.title(), "what calls it fails");
                }
            }
            case WRONG -> sections.problems().incomplete(sections.stack().path() + declaration.logicalId());
            case SERVED -> checkProperties(declaration, properties);
        }
    }

    private void checkProperties(Declaration declaration, Properties properties) {
        ResourceType type = declaration.type();
        Optional<String> protocol =
                type.hasProtocols() ? protocols.of(declaration, properties) : Optional.of(ResourceType.ANY);
        protocol.ifPresent(known -> Optional.ofNullable(type.tables().get(known))
                .ifPresentOrElse(
                        table -> check.check(declaration.title(), properties.fields(), table),
                        () -> sections.problems()
                                .add(
                                        declaration.mark(),
                                        declaration.title() + ": an API of the protocol " + known
                                                + " has no such part")));
    }
}
