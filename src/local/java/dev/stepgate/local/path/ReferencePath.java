// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// A path that names one place: member names and single indexes only, so that it can also be written to
/// ([States Language, Reference Paths](https://states-language.net/spec.html#ref-paths)).
public final class ReferencePath {
    private final JsonPath path;

    private ReferencePath(JsonPath path) {
        this.path = path;
    }

    /// Throws [PathSyntaxException] unless the text is a Reference Path that starts with `$`.
    public static ReferencePath parse(String text) {
        JsonPath path = JsonPath.parse(text);
        if (!path.isDefinite()) {
            throw new PathSyntaxException(text, "not a Reference Path: " + text);
        }
        return new ReferencePath(path);
    }

    public String text() {
        return path.text();
    }

    public Optional<JsonNode> read(JsonNode root) {
        return path.find(root);
    }

    /// The data with the value at this place, made where it is missing; `into` itself stays as it is.
    /// Throws [PathException] where the place cannot be made, as a member of a number.
    public JsonNode write(JsonNode into, JsonNode value) {
        if (text().equals("$")) {
            return value;
        }
        throw new PathException(text(), "cannot be written in " + into);
    }
}
