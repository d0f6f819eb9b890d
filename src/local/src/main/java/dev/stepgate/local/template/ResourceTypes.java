// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.YamlReader.ShortForms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// The known resource types and SAM events, from `resource-types.yaml` beside this class. A template names a few of
/// them; the others are not read.
final class ResourceTypes {
    private static final String FILE = "resource-types.yaml";

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, String> events = new LinkedHashMap<>();
    private final Map<String, ResourceType> read = new HashMap<>();

    private ResourceTypes(Map<String, Map<String, String>> sections) {
        sections.forEach((section, entries) -> {
            switch (section) {
                case "Resources" -> entries.forEach((type, text) -> rows.put(type, new Row(ResourceType::of, text)));
                case "Networks" ->
                    entries.forEach((type, text) -> rows.put(type, new Row(ResourceType::network, text)));
                case "NotHere" -> entries.forEach((type, text) -> rows.put(type, new Row(ResourceType::notHere, text)));
                case "Events" -> events.putAll(entries);
                default -> throw new IllegalStateException(FILE + ": " + section);
            }
        });
    }

    /// The text of an entry, and how it is read.
    private record Row(BiFunction<String, Node.Fields, ResourceType> kind, String text) {}

    static ResourceTypes read() {
        return new ResourceTypes(entries(resource(FILE)));
    }

    /// Returns the texts of the entries, by section and key.
    private static Map<String, Map<String, String>> entries(String file) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> section = new LinkedHashMap<>();
        int start = 0;
        while (start < file.length()) {
            int end = endOfEntry(file, start);
            char first = file.charAt(start);
            if (first == ' ') {
                String entry = file.substring(start, end);
                section.put(key(entry), entry);
            } else if (first != '#' && first != '\n') {
                section = new LinkedHashMap<>();
                sections.put(key(file.substring(start, end)), section);
            }
            start = end;
        }
        return sections;
    }

    /// Returns where the next line begins that is not a part of this entry.
    private static int endOfEntry(String file, int start) {
        int end = file.indexOf('\n', start) + 1;
        while (file.startsWith("   ", end) || file.startsWith("  #", end)) {
            end = file.indexOf('\n', end) + 1;
        }
        return end;
    }

    /// Returns the key with which an entry begins: a colon and a space end it, or a colon and the line.
    private static String key(String entry) {
        String line = entry.substring(0, entry.indexOf('\n'));
        int colon = line.indexOf(": ");
        return line.substring(0, colon < 0 ? line.length() - 1 : colon).strip();
    }

    private static Node value(String entry) {
        TemplateProblems problems = new TemplateProblems();
        Node file = new YamlReader(FILE, ShortForms.REFUSED, problems).read(entry);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.sorted().toString());
        }
        return ((Node.Fields) file).fields().firstEntry().getValue().value();
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
        ResourceType known = read.get(type);
        Row row = rows.get(type);
        if (known == null && row != null) {
            known = row.kind.apply(type, (Node.Fields) value(row.text));
            read.put(type, known);
        }
        return Optional.ofNullable(known);
    }

    /// The names of all types of CloudFormation, from `resource-type-names.txt` beside this class, and
    /// those of the table.
    Set<String> allNames() {
        Set<String> all = new LinkedHashSet<>(rows.keySet());
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
        return Optional.ofNullable(events.get(event)).map(text -> PropertyTable.of(value(text)));
    }
}
