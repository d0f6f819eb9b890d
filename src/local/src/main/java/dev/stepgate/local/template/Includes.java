// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.template.YamlReader.ShortForms;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Replaces includes by the files' contents: `Fn::Transform` with
/// [AWS::Include](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/create-reusable-transform-function-snippets-and-add-to-your-template-with-aws-include-transform.html).
/// As on AWS, an included file may contain neither short forms nor further includes.
final class Includes {
    private static final String TRANSFORM = "Fn::Transform";

    private final Path directory;
    private final TemplateProblems problems;

    Includes(Path directory, TemplateProblems problems) {
        this.directory = directory;
        this.problems = problems;
    }

    Node merge(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar;
            case Node.Unknown unknown -> unknown;
            case Node.Items items -> items.map(this::merge);
            case Node.Fields fields -> fields(fields);
        };
    }

    /// Returns the object with what its call brings in: the call may stand beside other keys.
    private Node fields(Node.Fields fields) {
        Node.Field call = fields.fields().get(TRANSFORM);
        if (call == null) {
            return merged(fields, Node.fields(fields.mark(), Map.of()));
        }
        return isElsewhere(call)
                ? new Node.Unknown(fields.mark())
                : included(call)
                        .map(content -> (Node) merged(fields, content))
                        .orElseGet(() -> new Node.Unknown(fields.mark()));
    }

    private Node.Fields merged(Node.Fields fields, Node.Fields content) {
        SequencedMap<String, Node.Field> merged = new LinkedHashMap<>();
        fields.fields().forEach((name, field) -> {
            if (name.equals(TRANSFORM)) {
                putAll(merged, content);
            } else {
                put(merged, name, new Node.Field(field.mark(), merge(field.value())));
            }
        });
        return new Node.Fields(merged, fields.mark());
    }

    private void putAll(SequencedMap<String, Node.Field> merged, Node.Fields content) {
        content.fields().forEach((key, value) -> put(merged, key, value));
    }

    /// Tells whether the call is one of a macro, or of a file that is not beside the template: nobody
    /// here knows what becomes of it.
    private boolean isElsewhere(Node.Field call) {
        JsonNode written = call.value().json();
        JsonNode macro = written.isArray() && written.size() == 1 ? written.path(0) : written;
        String name = macro.path("Name").asText();
        JsonNode location = macro.path("Parameters").path("Location");
        if (!name.isEmpty() && !name.equals("AWS::Include")) {
            problems.notHere(call.mark(), "the macro " + name, "the value that it makes is missing");
            return true;
        }
        if (location.isObject() || location.asText().startsWith("s3://")) {
            problems.notHere(call.mark(), "the file that AWS::Include takes from S3", "its content is missing");
            return true;
        }
        return false;
    }

    private void put(SequencedMap<String, Node.Field> merged, String name, Node.Field field) {
        Node.Field twin = merged.put(name, field);
        if (twin != null) {
            problems.add(field.mark(), "the key " + name + " is included twice, also at " + twin.mark());
        }
    }

    private Optional<Node.Fields> included(Node.Field transform) {
        Optional<Node.Fields> call = fields(transform.value(), TRANSFORM);
        if (call.isPresent() && call.get().find("Name").isEmpty()) {
            problems.add(transform.mark(), "Fn::Transform takes the Name of a macro");
            return Optional.empty();
        }
        String location = call.flatMap(fields -> fields.find("Parameters"))
                .flatMap(parameters -> fields(parameters, "Parameters"))
                .flatMap(parameters -> parameters.find("Location"))
                .map(Includes::text)
                .orElse("");
        if (location.isEmpty() || location.startsWith("s3://")) {
            problems.add(transform.mark(), "AWS::Include takes a Location that is a literal path beside the template");
            return Optional.empty();
        }
        return SourceFile.read(directory.resolve(location).normalize(), transform.mark(), problems)
                .flatMap(this::content);
    }

    private Optional<Node.Fields> content(SourceFile file) {
        Node content = file.parse(ShortForms.REFUSED, problems);
        return fields(withoutTransforms(content), file.path().toString());
    }

    private Node withoutTransforms(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar;
            case Node.Unknown unknown -> unknown;
            case Node.Items items -> items.map(this::withoutTransforms);
            case Node.Fields fields -> {
                SequencedMap<String, Node.Field> kept = new LinkedHashMap<>();
                fields.fields().forEach((name, field) -> {
                    if (name.equals(TRANSFORM)) {
                        problems.add(field.mark(), "an included file cannot include another (AWS::Include)");
                    } else {
                        kept.put(name, new Node.Field(field.mark(), withoutTransforms(field.value())));
                    }
                });
                yield new Node.Fields(kept, fields.mark());
            }
        };
    }

    private Optional<Node.Fields> fields(Node node, String what) {
        if (node instanceof Node.Fields fields) {
            return Optional.of(fields);
        }
        if (!(node instanceof Node.Unknown)) {
            problems.add(node.mark(), what + " must be an object");
        }
        return Optional.empty();
    }

    private static String text(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : "";
    }
}
