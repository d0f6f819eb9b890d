// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads YAML 1.1 into [Node]s: `!Ref x` and the other short forms become their full forms; of a duplicate
/// key the last one counts, with a warning.
final class YamlReader {
    private static final int MAX_DEPTH = JsonReader.MAX_DEPTH;

    private final String file;
    private final ShortForms shortForms;
    private final TemplateProblems problems;

    /// Tells whether tags such as `!Sub` may be used in a file; according to the documentation of
    /// AWS::Include, they may not in included ones.
    enum ShortForms {
        READ,
        REFUSED
    }

    YamlReader(String file, ShortForms shortForms, TemplateProblems problems) {
        this.file = file;
        this.shortForms = shortForms;
        this.problems = problems;
    }

    Node read(String text) {
        SourceLocation start = new SourceLocation(file, 1, 1);
        try {
            Optional<org.snakeyaml.engine.v2.nodes.Node> root = compose(text);
            return root.isEmpty() ? unreadable(start, "the file is empty") : convert(root.get(), 0);
        } catch (MarkedYamlEngineException e) {
            SourceLocation mark = e.getProblemMark().map(this::mark).orElse(start);
            return unreadable(mark, "not YAML: " + e.getProblem());
        } catch (StackOverflowError _) {
            return unreadable(start, "nested deeper than " + MAX_DEPTH + " levels");
        } catch (YamlEngineException e) {
            return unreadable(start, "not YAML: " + e.getMessage());
        }
    }

    private Optional<org.snakeyaml.engine.v2.nodes.Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new Yaml11Schema())
                .build();
        LoneDashes dashes = new LoneDashes(text);
        while (true) {
            try {
                return new Compose(settings).composeString(dashes.text());
            } catch (MarkedYamlEngineException e) {
                if (!dashes.quoteOne(e)) {
                    throw e;
                }
            }
        }
    }

    private Node unreadable(SourceLocation mark, String problem) {
        problems.add(mark, problem);
        return new Node.Unknown(mark);
    }

    private Node convert(org.snakeyaml.engine.v2.nodes.Node node, int depth) {
        SourceLocation mark = node.getStartMark().map(this::mark).orElseThrow();
        if (depth > MAX_DEPTH) {
            problems.add(mark, "nested deeper than " + MAX_DEPTH + " levels");
            return new Node.Unknown(mark);
        }
        Node plain = switch (node) {
            case ScalarNode scalar -> YamlScalars.of(scalar, mark);
            case SequenceNode sequence -> items(sequence, mark, depth);
            case MappingNode mapping -> fields(mapping, mark, depth);
            default -> throw new IllegalStateException("a YAML node of no known kind: " + node.getNodeType());
        };
        String tag = node.getTag().getValue();
        boolean plainTag = !tag.startsWith("!") || node.getTag().equals(Tag.ENV_TAG);
        return plainTag ? plain : fullForm(tag.substring(1), plain);
    }

    private Node.Items items(SequenceNode sequence, SourceLocation mark, int depth) {
        List<Node> items = new ArrayList<>(sequence.getValue().size());
        for (org.snakeyaml.engine.v2.nodes.Node item : sequence.getValue()) {
            items.add(convert(item, depth + 1));
        }
        return new Node.Items(items, mark);
    }

    private Node.Fields fields(MappingNode mapping, SourceLocation mark, int depth) {
        SequencedMap<String, Node.Field> fields = new LinkedHashMap<>();
        SequencedMap<String, Node.Field> merged = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            SourceLocation place =
                    entry.getKeyNode().getStartMark().map(this::mark).orElseThrow();
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.add(place, "a key must be a text");
                continue;
            }
            Node value = convert(entry.getValueNode(), depth + 1);
            if (key.getValue().equals("<<") && key.isPlain()) {
                merge(value, merged);
            } else {
                put(fields, key.getValue(), new Node.Field(place, value));
            }
        }
        merged.forEach(fields::putIfAbsent);
        return new Node.Fields(fields, mark);
    }

    private void put(SequencedMap<String, Node.Field> fields, String name, Node.Field field) {
        Node.Field twin = fields.put(name, field);
        if (twin != null) {
            problems.twice(field.mark(), name, twin.mark());
        }
    }

    /// Applies [merge keys](https://yaml.org/type/merge.html): a mapping takes entries from others, the first
    /// of which takes precedence.
    private static void merge(Node value, SequencedMap<String, Node.Field> merged) {
        switch (value) {
            case Node.Fields fields -> fields.fields().forEach(merged::putIfAbsent);
            case Node.Items items -> items.items().forEach(item -> merge(item, merged));
            case Node.Scalar _, Node.Unknown _ -> {}
        }
    }

    private Node fullForm(String tag, Node value) {
        Optional<String> name = Intrinsics.fullName(tag);
        if (name.isEmpty()) {
            problems.add(value.mark(), "unknown tag !" + tag);
            return new Node.Unknown(value.mark());
        }
        if (shortForms == ShortForms.REFUSED) {
            problems.add(
                    value.mark(),
                    "the short form !" + tag + " is not read in an included file (AWS::Include): write " + name.get());
        }
        SequencedMap<String, Node.Field> fields = new LinkedHashMap<>();
        fields.put(name.get(), new Node.Field(value.mark(), tag.equals("GetAtt") ? parts(value) : value));
        return new Node.Fields(fields, value.mark());
    }

    /// Splits `!GetAtt Queue.Arn` into `Fn::GetAtt: [Queue, Arn]`.
    private static Node parts(Node value) {
        if (!(value instanceof Node.Scalar(JsonNode _, String text, SourceLocation mark))) {
            return value;
        }
        List<Node> parts = new ArrayList<>();
        Arrays.stream(text.split("\\.", 2)).forEach(part -> parts.add(Node.text(part, mark)));
        return new Node.Items(parts, mark);
    }

    private SourceLocation mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
        return new SourceLocation(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
