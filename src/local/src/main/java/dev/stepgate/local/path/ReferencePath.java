// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A path that refers to a single place: member names and single indexes only, so that it can also be written
/// to ([States Language, Reference Paths](https://states-language.net/spec.html#ref-paths)).
public final class ReferencePath {
    private final String text;
    private final List<PathStep> steps;

    private ReferencePath(String text, List<PathStep> steps) {
        this.text = text;
        this.steps = steps;
    }

    /// Throws [PathSyntaxException] unless the text is a Reference Path that starts with `$`.
    public static ReferencePath parse(String text) {
        return new ReferencePath(
                text,
                PathSteps.read(text).orElseThrow(() -> new PathSyntaxException(text, "not a Reference Path: " + text)));
    }

    public String text() {
        return text;
    }

    public Optional<JsonNode> read(JsonNode root) {
        Optional<JsonNode> node = Optional.of(root);
        for (PathStep step : steps) {
            node = node.flatMap(parent -> Optional.ofNullable(step.of(parent)));
        }
        return node;
    }

    /// Returns the data with the value at this place, making objects where they are missing; `into` itself is
    /// not modified.
    ///
    /// Throws [PathException] where the place cannot be made: below a value that is not an object, or outside
    /// an array. Its message is AWS's cause.
    public JsonNode write(JsonNode into, JsonNode value) {
        JsonNode written = write(into, 0, value);
        if (written == null) {
            throw new PathException(text, "Unable to apply ReferencePath " + text + " to input " + Json.write(into));
        }
        return written;
    }

    private @Nullable JsonNode write(@Nullable JsonNode node, int depth, JsonNode value) {
        if (depth == steps.size()) {
            return value;
        }
        return switch (steps.get(depth)) {
            case PathStep.Member(String name) -> writeMember(node, name, depth, value);
            case PathStep.Index index -> writeElement(node, index, depth, value);
        };
    }

    private @Nullable JsonNode writeMember(@Nullable JsonNode node, String name, int depth, JsonNode value) {
        if (node != null && !node.isObject()) {
            return null;
        }
        JsonNode child = write(node == null ? null : node.get(name), depth + 1, value);
        if (child == null) {
            return null;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        if (node instanceof ObjectNode object) {
            copy.setAll(object);
        }
        return copy.set(name, child);
    }

    private @Nullable JsonNode writeElement(@Nullable JsonNode node, PathStep.Index index, int depth, JsonNode value) {
        if (!(node instanceof ArrayNode array) || array.get(index.in(array)) == null) {
            return null;
        }
        JsonNode child = write(array.get(index.in(array)), depth + 1, value);
        if (child == null) {
            return null;
        }
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
        copy.addAll(array);
        copy.set(index.in(array), child);
        return copy;
    }
}
