// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.Map;

/// Additions to an OpenAPI document.
final class OpenApi {
    private OpenApi() {}

    /// The document with one more method; one that the document has itself stays.
    static Node.Fields with(Node.Fields document, ApiRoute route) {
        Node.Fields paths = fields(document, "paths");
        Node.Fields path = fields(paths, route.path());
        return path.find(route.method()).isPresent()
                ? document
                : document.with("paths", paths.with(route.path(), path.with(route.method(), route.operation())));
    }

    private static Node.Fields fields(Node.Fields parent, String name) {
        return parent.find(name)
                .filter(Node.Fields.class::isInstance)
                .map(Node.Fields.class::cast)
                .orElseGet(() -> new Node.Fields(new LinkedHashMap<>(), parent.mark()));
    }

    /// A document without a path.
    static Node.Fields empty(String title, Mark mark) {
        Map<String, Node> info = new LinkedHashMap<>();
        info.put("title", Node.text(title, mark));
        info.put("version", Node.text("1.0", mark));
        Map<String, Node> document = new LinkedHashMap<>();
        document.put("openapi", Node.text("3.0.1", mark));
        document.put("info", Node.fields(mark, info));
        document.put("paths", Node.fields(mark, Map.of()));
        return Node.fields(mark, document);
    }
}
