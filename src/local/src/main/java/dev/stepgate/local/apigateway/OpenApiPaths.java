// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The paths of an OpenAPI document with their operations. Extensions of API Gateway that it does not define
/// are problems; other members that an import does not know, such as `produces` in OpenAPI 3, it leaves out.
public final class OpenApiPaths {
    public static final String EXTENSION = "x-amazon-apigateway-";

    /// The security requirement that SAM writes for an event with `Authorizer: NONE`; no scheme has that name.
    public static final String NO_AUTHORIZER = "NONE";

    private static final String ANY_METHOD = EXTENSION + "any-method";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");
    private static final Set<String> WITHOUT_EFFECT = Set.of("summary", "description", "servers", "parameters");

    /// The members that operations of any API may have.
    private static final Set<String> OPERATION = Set.of(
            "summary",
            "description",
            "operationId",
            "tags",
            "deprecated",
            "externalDocs",
            "servers",
            "parameters",
            "requestBody",
            "responses",
            "security",
            EXTENSION + "auth",
            EXTENSION + "integration");

    private OpenApiPaths() {}

    /// @param operations by HTTP method, `ANY` among them
    public record Path(String path, OpenApiNode item, Map<String, OpenApiNode> operations) {}

    /// Reads the paths; none, and a problem, when this is not an OpenAPI 3 document.
    ///
    /// @param more members that operations of this kind of API have in addition
    public static List<Path> read(OpenApiNode document, Set<String> more) {
        return read(document, more, Set.of());
    }

    /// @param leftOut what operations of other kinds of API have: a warning
    public static List<Path> read(OpenApiNode document, Set<String> more, Set<String> leftOut) {
        List<Path> paths = new ArrayList<>();
        if (!document.node().isObject() || !document.text("openapi", "").startsWith("3.")) {
            document.problem("expected an OpenAPI 3 document");
            return paths;
        }
        Set<String> known = new HashSet<>(OPERATION);
        known.addAll(more);
        document.member("paths")
                .ifPresent(all ->
                        all.members().forEach((path, item) -> paths.add(path(path, item, new Known(known, leftOut)))));
        return paths;
    }

    private record Known(Set<String> names, Set<String> leftOut) {}

    private static Path path(String path, OpenApiNode item, Known known) {
        Map<String, OpenApiNode> operations = new LinkedHashMap<>();
        item.members().forEach((name, operation) -> {
            if (METHODS.contains(name) || name.equals(ANY_METHOD)) {
                if (operation.node().isObject()) {
                    operations.put(name.equals(ANY_METHOD) ? Routes.ANY : name.toUpperCase(Locale.ROOT), operation);
                }
                check(operation, known);
            } else if (!WITHOUT_EFFECT.contains(name)) {
                unknown(name, operation);
            }
        });
        return new Path(path, item, operations);
    }

    private static void check(OpenApiNode operation, Known known) {
        operation.members().forEach((name, member) -> {
            if (known.leftOut.contains(name)) {
                member.warn("it is left out");
            } else if (!known.names.contains(name)) {
                unknown(name, member);
            }
        });
    }

    /// Reports a member that is not known; extensions of other tools are nobody's concern.
    private static void unknown(String name, OpenApiNode member) {
        if (name.startsWith(EXTENSION)) {
            member.problem("not supported here");
        } else if (!name.startsWith("x-")) {
            member.warn("it is left out");
        }
    }

    /// Refuses every extension of the document that is not one of these.
    public static void onlyExtensions(OpenApiNode document, Set<String> known) {
        onlyExtensions(document, known, Set.of());
    }

    /// @param leftOut what other kinds of API have: a warning
    public static void onlyExtensions(OpenApiNode document, Set<String> known, Set<String> leftOut) {
        if (document.node().isObject()) {
            document.members().forEach((name, place) -> {
                if (name.startsWith(EXTENSION) && leftOut.contains(name.substring(EXTENSION.length()))) {
                    place.warn("it is left out");
                } else if (name.startsWith(EXTENSION) && !known.contains(name.substring(EXTENSION.length()))) {
                    place.problem("not supported here");
                }
            });
        }
    }
}
