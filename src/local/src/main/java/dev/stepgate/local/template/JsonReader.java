// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads JSON into [Node]s that know their lines. Of a duplicate key the last one counts.
final class JsonReader {
    /// The same as in YAML.
    static final int MAX_DEPTH = 100;

    /// Reads one value after another from a single parser.
    private static final ObjectReader SCALARS =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String file;
    private final TemplateProblems problems;
    private @Nullable TemplateProblem reason;
    private int depth;

    JsonReader(String file, TemplateProblems problems) {
        this.file = file;
        this.problems = problems;
    }

    /// Returns why, and where, the last text was not JSON.
    Optional<TemplateProblem> reason() {
        return Optional.ofNullable(reason);
    }

    /// Returns the value; empty when the text is not JSON.
    Optional<Node> read(String text) {
        try (JsonParser parser = Json.mapper().getFactory().createParser(text)) {
            return read(parser);
        } catch (IOException e) {
            throw new IllegalStateException("a text that cannot be read", e);
        }
    }

    private Optional<Node> read(JsonParser parser) throws IOException {
        try {
            parser.nextToken();
            Node node = value(parser);
            return parser.nextToken() == null ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException e) {
            // a text beyond the parser's own limits, as of nesting or of a number's digits, has no location
            SourceLocation mark = e.getLocation() == null ? at(parser.currentLocation()) : at(e.getLocation());
            if (depth > MAX_DEPTH) {
                return Optional.of(new Node.Unknown(mark));
            }
            reason = new TemplateProblem(
                    mark,
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
            return Optional.empty();
        }
    }

    private Node value(JsonParser parser) throws IOException {
        SourceLocation mark = mark(parser);
        if (depth > MAX_DEPTH) {
            problems.add(mark, "nested deeper than " + MAX_DEPTH + " levels");
            parser.skipChildren();
            return new Node.Unknown(mark);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(parser, mark);
            case START_ARRAY -> items(parser, mark);
            default -> {
                String text = parser.getText();
                yield new Node.Scalar(SCALARS.readTree(parser), text, mark);
            }
        };
    }

    private Node inner(JsonParser parser) throws IOException {
        depth++;
        Node value = value(parser);
        depth--;
        return value;
    }

    private Node fields(JsonParser parser, SourceLocation mark) throws IOException {
        SequencedMap<String, Node.Field> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            SourceLocation place = mark(parser);
            parser.nextToken();
            Node.Field twin = fields.put(name, new Node.Field(place, inner(parser)));
            if (twin != null) {
                problems.twice(place, name, twin.mark());
            }
        }
        return new Node.Fields(fields, mark);
    }

    private Node items(JsonParser parser, SourceLocation mark) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(inner(parser));
        }
        return new Node.Items(items, mark);
    }

    private SourceLocation mark(JsonParser parser) {
        return at(parser.currentTokenLocation());
    }

    private SourceLocation at(JsonLocation location) {
        return new SourceLocation(file, location.getLineNr(), location.getColumnNr());
    }
}
