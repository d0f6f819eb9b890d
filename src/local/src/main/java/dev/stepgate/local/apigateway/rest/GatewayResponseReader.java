// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ContextText;
import dev.stepgate.local.apigateway.GatewayResponseType;
import dev.stepgate.local.apigateway.OpenApiNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `x-amazon-apigateway-gateway-responses`.
final class GatewayResponseReader {
    private static final Set<String> KNOWN = Set.of("statusCode", "responseParameters", "responseTemplates");

    private GatewayResponseReader() {}

    static GatewayResponses read(OpenApiNode document) {
        Map<GatewayResponseType, GatewayResponse> responses = new EnumMap<>(GatewayResponseType.class);
        document.member("x-amazon-apigateway-gateway-responses")
                .ifPresent(map -> map.members()
                        .forEach((name, place) ->
                                type(name, place).ifPresent(type -> responses.put(type, response(place)))));
        return new GatewayResponses(responses);
    }

    private static Optional<GatewayResponseType> type(String name, OpenApiNode place) {
        for (GatewayResponseType type : GatewayResponseType.values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        place.problem("not a type of gateway response");
        return Optional.empty();
    }

    private static GatewayResponse response(OpenApiNode place) {
        place.only(KNOWN);
        Optional<OpenApiNode> status = place.member("statusCode");
        status.filter(code -> !code.text().matches("[2-5]\\d\\d"))
                .ifPresent(code -> code.problem("expected 200 to 599, not " + code.text()));
        return new GatewayResponse(
                status.map(OpenApiNode::text)
                        .filter(code -> code.matches("[2-5]\\d\\d"))
                        .map(Integer::valueOf),
                ParameterReader.ofGatewayResponse(place),
                ContextText.all(place.texts("responseTemplates")));
    }
}
