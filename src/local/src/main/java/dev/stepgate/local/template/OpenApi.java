// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// Returns changed copies of an OpenAPI document. Adding a part that the document already has changes nothing.
final class OpenApi {
    static final String ANY_METHOD = "x-amazon-apigateway-any-method";
    static final String INTEGRATION = "x-amazon-apigateway-integration";
    static final List<String> METHODS = List.of("delete", "get", "head", "options", "patch", "post", "put", ANY_METHOD);

    private OpenApi() {}

    /// Returns the document with one more method.
    static Node.Fields with(Node.Fields document, ApiRoute route) {
        Node.Fields paths = fields(document, "paths");
        Node.Fields path = fields(paths, route.path());
        return path.find(route.method()).isPresent() || isOther(paths, route.path())
                ? document
                : document.with("paths", paths.with(route.path(), path.with(route.method(), route.operation())));
    }

    /// The operation of a route, if the document has it.
    static Optional<Node.Fields> operation(Node.Fields document, ApiRoute route) {
        return fields(fields(document, "paths"), route.path())
                .find(route.method())
                .filter(Node.Fields.class::isInstance)
                .map(Node.Fields.class::cast);
    }

    /// Returns the document with another operation for a route.
    static Node.Fields replace(Node.Fields document, ApiRoute route, Node.Fields operation) {
        Node.Fields paths = fields(document, "paths");
        Node.Fields path = fields(paths, route.path());
        return document.with("paths", paths.with(route.path(), path.with(route.method(), operation)));
    }

    /// Returns the document with one more member of `section`, a path such as `components/schemas`.
    static Node.Fields with(Node.Fields document, String section, String name, JsonNode value) {
        int slash = section.indexOf('/');
        if (slash > 0) {
            String first = section.substring(0, slash);
            Node.Fields inner = fields(document, first);
            return document.with(first, with(inner, section.substring(slash + 1), name, value));
        }
        Node.Fields there = fields(document, section);
        return there.find(name).isPresent()
                ? document
                : document.with(section, there.with(name, Node.of(value, document.mark())));
    }

    /// Returns the document with each of its path items changed.
    static Node.Fields mapPaths(Node.Fields document, BiFunction<String, Node.Fields, Node.Fields> change) {
        Node.Fields paths = fields(document, "paths");
        Node.Fields changed = paths;
        for (String path : paths.fields().keySet()) {
            if (!isOther(paths, path)) {
                changed = changed.with(path, change.apply(path, fields(paths, path)));
            }
        }
        return document.with("paths", changed);
    }

    /// Tells whether there is something else than an object, which stays as it is until the document is checked.
    private static boolean isOther(Node.Fields parent, String name) {
        return parent.find(name).filter(node -> !(node instanceof Node.Fields)).isPresent();
    }

    static Set<String> paths(Node.Fields document) {
        return fields(document, "paths").fields().keySet();
    }

    /// A change of one operation.
    interface OperationChange {
        Node.Fields apply(Node.Fields operation, String path, String method);
    }

    /// Returns the document with each of its operations changed.
    static Node.Fields mapOperations(Node.Fields document, OperationChange change) {
        Node.Fields paths = fields(document, "paths");
        for (String path : paths.fields().keySet()) {
            Node.Fields item = fields(paths, path);
            for (String method : METHODS) {
                if (item.find(method).isPresent() && !isOther(item, method)) {
                    item = item.with(method, change.apply(fields(item, method), path, method));
                }
            }
            paths = isOther(paths, path) ? paths : paths.with(path, item);
        }
        return document.with("paths", paths);
    }

    /// Returns the object of that name; empty when there is none.
    static Node.Fields fields(Node.Fields parent, String name) {
        return parent.find(name)
                .filter(Node.Fields.class::isInstance)
                .map(Node.Fields.class::cast)
                .orElseGet(() -> new Node.Fields(new LinkedHashMap<>(), parent.mark()));
    }

    /// Returns a document without paths.
    static Node.Fields empty(String title, SourceLocation mark) {
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
