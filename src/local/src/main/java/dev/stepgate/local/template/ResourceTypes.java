// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.YamlReader.ShortForms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The known resource types and SAM events, from `resource-types.yaml` beside this class.
final class ResourceTypes {
    private final Map<String, ResourceType> types = new LinkedHashMap<>();
    private final Map<String, PropertyTable> events = new LinkedHashMap<>();

    private ResourceTypes(Node.Fields file) {
        Node.Fields resources = (Node.Fields) file.find("Resources").orElseThrow();
        resources
                .fields()
                .forEach((type, field) -> types.put(type, ResourceType.of(type, (Node.Fields) field.value())));
        Node.Fields networks = (Node.Fields) file.find("Networks").orElseThrow();
        networks.fields()
                .forEach((type, field) -> types.put(type, ResourceType.network(type, (Node.Fields) field.value())));
        Node.Fields notHere = (Node.Fields) file.find("NotHere").orElseThrow();
        notHere.fields()
                .forEach((type, field) -> types.put(type, ResourceType.notHere(type, (Node.Fields) field.value())));
        Node.Fields tables = (Node.Fields) file.find("Events").orElseThrow();
        tables.fields().forEach((event, field) -> events.put(event, PropertyTable.of(field.value())));
    }

    static ResourceTypes read() {
        String name = "resource-types.yaml";
        TemplateProblems problems = new TemplateProblems();
        Node file = new SourceFile(Path.of(name), resource(name)).parse(ShortForms.REFUSED, problems);
        if (!problems.sorted().isEmpty()) {
            throw new IllegalStateException(problems.sorted().toString());
        }
        return new ResourceTypes((Node.Fields) file);
    }

    /// Returns the text of a file beside this class.
    static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(ResourceTypes.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ResourceType> find(String type) {
        return Optional.ofNullable(types.get(type));
    }

    /// The names of all types of CloudFormation, from `resource-type-names.txt` beside this class, and
    /// those of the table.
    Set<String> allNames() {
        Set<String> all = new LinkedHashSet<>(types.keySet());
        String service = "";
        for (String line : resource("resource-type-names.txt").lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            for (String word : line.strip().split(" ")) {
                if (word.endsWith(":")) {
                    service = "AWS::" + word + ":";
                } else {
                    all.add(service + word);
                }
            }
        }
        return all;
    }

    /// The types of events that a type of resource has.
    Set<String> events(String type) {
        return events.keySet().stream()
                .filter(event -> event.startsWith(type + " "))
                .map(event -> event.substring(type.length() + 1))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// @param event the resource's type and the event's: `AWS::Serverless::Function SQS`
    Optional<PropertyTable> event(String event) {
        return Optional.ofNullable(events.get(event));
    }
}
