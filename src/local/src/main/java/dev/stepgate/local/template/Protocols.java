// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The protocols of APIs of API Gateway V2, which decide what can be said of an API and its parts.
final class Protocols {
    static final String HTTP = "HTTP";
    static final String WEBSOCKET = "WEBSOCKET";

    private final Map<String, Declaration> resources;
    private final Resolver resolver;
    private final Map<String, Optional<String>> known = new HashMap<>();

    Protocols(Sections sections, Map<String, Declaration> resources, References references) {
        this.resources = resources;
        this.resolver = sections.resolver(references);
    }

    /// Nothing, with a problem told, when there is no such API or protocol.
    ///
    /// @param part an API, or what names one in its ApiId
    Optional<String> of(Declaration part, Properties properties) {
        return known.computeIfAbsent(part.logicalId(), _ -> find(part, properties));
    }

    private Optional<String> find(Declaration part, Properties properties) {
        if (part.type().isApi()) {
            return protocol(part, properties);
        }
        String apiId = properties.required("ApiId");
        Optional<Declaration> api = resources.values().stream()
                .filter(each -> each.type().isApi()
                        && StackReferences.apiId(each.logicalId()).equals(apiId))
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
            properties.problem("ProtocolType", "is HTTP or WEBSOCKET, not " + protocol.get());
            return Optional.empty();
        }
        return protocol;
    }

    /// An API that has an OpenAPI document is an HTTP API.
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
