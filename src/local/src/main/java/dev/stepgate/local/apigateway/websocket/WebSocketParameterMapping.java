// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mapping such as `integration.request.header.X: context.connectionId`: a value's target and its source.
record WebSocketParameterMapping(Target target, String name, ValueSource source) {
    enum Target {
        HEADER,
        QUERYSTRING,
        PATH
    }

    private static final Pattern REQUEST =
            Pattern.compile("integration\\.request\\.(header|querystring|path)\\.([a-zA-Z0-9._$-]+)");
    private static final Pattern RESPONSE = Pattern.compile("route\\.response\\.(header)\\.([a-zA-Z0-9._$-]+)");

    /// Reads an Integration's RequestParameters.
    static List<WebSocketParameterMapping> ofRequest(ResourceNode owner) {
        return read(owner, "RequestParameters", REQUEST);
    }

    /// Reads an IntegrationResponse's ResponseParameters.
    static List<WebSocketParameterMapping> ofResponse(ResourceNode owner) {
        return read(owner, "ResponseParameters", RESPONSE);
    }

    private static List<WebSocketParameterMapping> read(ResourceNode owner, String property, Pattern targets) {
        List<WebSocketParameterMapping> mappings = new ArrayList<>();
        owner.entries(property).forEach((key, place) -> {
            Matcher target = targets.matcher(key);
            if (!target.matches()) {
                place.problem("expected a name like " + targets.pattern());
                return;
            }
            Target kind = Target.valueOf(target.group(1).toUpperCase(Locale.ROOT));
            ValueSource.parse(place.node().asText())
                    .ifPresentOrElse(
                            source -> mappings.add(new WebSocketParameterMapping(kind, target.group(2), source)),
                            () -> place.problem("expected a mapping expression or 'a text' in quotes, not "
                                    + place.node().asText()));
        });
        return mappings;
    }
}
