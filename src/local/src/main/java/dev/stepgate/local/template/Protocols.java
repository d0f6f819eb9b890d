// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The protocols of APIs of API Gateway V2, which decide which properties an API and its parts may have.
final class Protocols {
    static final String HTTP = "HTTP";
    static final String WEBSOCKET = "WEBSOCKET";

    private final Map<String, Declaration> resources;
    private final Resolver resolver;
    private final Stack stack;
    private final Map<String, Optional<String>> known = new HashMap<>();

    Protocols(Sections sections, Map<String, Declaration> resources, References references) {
        this.resources = resources;
        this.stack = sections.stack();
        this.resolver = sections.resolver(references);
    }

    /// Returns the protocol; empty, with a problem reported, when there is no such API or protocol.
    ///
    /// @param part an API, or a resource that names one in its ApiId
    Optional<String> of(Declaration part, Properties properties) {
        return known.computeIfAbsent(part.logicalId(), _ -> find(part, properties));
    }

    private Optional<String> find(Declaration part, Properties properties) {
        if (part.type().isApi()) {
            return protocol(part, properties);
        }
        String apiId = properties.required("ApiId");
        Optional<Declaration> api = resources.values().stream()
                .filter(each ->
                        each.type().isApi() && stack.apiId(each.logicalId()).equals(apiId))
                .findFirst();
        if (api.isEmpty() && !apiId.isEmpty()) {
            properties
                    .problems()
                    .notHere(properties.mark("ApiId"), part.title() + " of the API " + apiId, "that API is not here");
        }
        return api.flatMap(found -> found.type().hasProtocols()
                ? declared(found).filter(List.of(HTTP, WEBSOCKET)::contains)
                : Optional.of(HTTP));
    }

    private Optional<String> protocol(Declaration api, Properties properties) {
        Optional<String> protocol = declared(api);
        if (protocol.isEmpty()) {
            properties.required("ProtocolType");
        } else if (!List.of(HTTP, WEBSOCKET).contains(protocol.get())) {
            properties.problem("ProtocolType", "must be HTTP or WEBSOCKET, not " + protocol.get());
            return Optional.empty();
        }
        return protocol;
    }

    /// Returns the protocol that an API declares; with an OpenAPI document it is an HTTP API.
    private Optional<String> declared(Declaration api) {
        Optional<Node> type = api.property("ProtocolType");
        if (type.isEmpty()) {
            return api.property("Body").map(_ -> HTTP);
        }
        return type.flatMap(resolver::resolve)
                .filter(Node.Scalar.class::isInstance)
                .map(node -> ((Node.Scalar) node).text());
    }
}
