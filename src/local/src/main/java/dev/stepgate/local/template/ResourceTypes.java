// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.YamlReader.ShortForms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The known resource types and SAM events, from `resource-types.yaml` beside this class.
final class ResourceTypes {
    private final Map<String, ResourceType> types = new LinkedHashMap<>();
    private final Map<String, PropertyTable> events = new LinkedHashMap<>();

    private ResourceTypes(Node.Fields file) {
        Node.Fields resources = (Node.Fields) file.find("Resources").orElseThrow();
        resources
                .fields()
                .forEach((type, field) -> types.put(type, ResourceType.of(type, (Node.Fields) field.value())));
        Node.Fields notHere = (Node.Fields) file.find("NotHere").orElseThrow();
        notHere.fields()
                .forEach((type, field) -> types.put(type, ResourceType.notHere(type, (Node.Fields) field.value())));
        Node.Fields tables = (Node.Fields) file.find("Events").orElseThrow();
        tables.fields().forEach((event, field) -> events.put(event, PropertyTable.of(field.value())));
    }

    static ResourceTypes read() {
        String name = "resource-types.yaml";
        try (InputStream stream = Objects.requireNonNull(ResourceTypes.class.getResourceAsStream(name), name)) {
            TemplateProblems problems = new TemplateProblems();
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            Node file = new SourceFile(Path.of(name), text).parse(ShortForms.REFUSED, problems);
            if (!problems.sorted().isEmpty()) {
                throw new IllegalStateException(problems.sorted().toString());
            }
            return new ResourceTypes((Node.Fields) file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ResourceType> find(String type) {
        return Optional.ofNullable(types.get(type));
    }

    /// The names of all types in the table.
    Set<String> names() {
        return types.keySet();
    }

    /// @param event the resource's type and the event's: `AWS::Serverless::Function SQS`
    Optional<PropertyTable> event(String event) {
        return Optional.ofNullable(events.get(event));
    }
}
