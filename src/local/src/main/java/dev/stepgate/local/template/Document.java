// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// JSON data from a template or a file beside it, with the source location of each part.
public final class Document {
    private final Node root;
    private final JsonNode json;

    Document(Node root) {
        this.root = root;
        this.json = root.json();
    }

    public JsonNode json() {
        return json;
    }

    public SourceLocation mark() {
        return root.mark();
    }

    /// Returns the location of the value that a JSON pointer (RFC 6901) names, or of the nearest
    /// enclosing part that exists. A `/` inside a name need not be escaped.
    public SourceLocation mark(String pointer) {
        return mark(new Node.Field(root.mark(), root), pointer.isEmpty() ? "" : pointer.substring(1));
    }

    /// Tells whether the value that a JSON pointer names, a part around it or one of its members could
    /// not be determined; the reason is among the template's problems.
    public boolean isUnknown(String pointer) {
        Node node = root;
        for (String token : pointer.split("/", -1)) {
            if (node instanceof Node.Unknown) {
                return true;
            }
            if (!token.isEmpty()) {
                Optional<Node.Field> inner =
                        child(node, token.replace("~1", "/").replace("~0", "~"));
                if (inner.isEmpty()) {
                    return false;
                }
                node = inner.get().value();
            }
        }
        return isUnknown(node)
                || (node instanceof Node.Fields fields
                        && fields.fields().values().stream().anyMatch(member -> isUnknown(member.value())));
    }

    private static boolean isUnknown(Node node) {
        return node instanceof Node.Unknown;
    }

    private static SourceLocation mark(Node.Field place, String rest) {
        for (int end = rest.indexOf('/'); ; end = rest.indexOf('/', end + 1)) {
            String token = end < 0 ? rest : rest.substring(0, end);
            Optional<Node.Field> inner =
                    child(place.value(), token.replace("~1", "/").replace("~0", "~"));
            if (inner.isPresent()) {
                return mark(inner.get(), end < 0 ? "" : rest.substring(end + 1));
            }
            if (end < 0) {
                return place.mark();
            }
        }
    }

    private static Optional<Node.Field> child(Node node, String token) {
        return switch (node) {
            case Node.Fields fields -> Optional.ofNullable(fields.fields().get(token));
            case Node.Items items -> item(items, token);
            case Node.Scalar _, Node.Unknown _ -> Optional.empty();
        };
    }

    private static Optional<Node.Field> item(Node.Items items, String token) {
        if (!token.matches("[0-9]{1,9}")
                || Integer.parseInt(token) >= items.items().size()) {
            return Optional.empty();
        }
        Node item = items.items().get(Integer.parseInt(token));
        return Optional.of(new Node.Field(item.mark(), item));
    }
}
