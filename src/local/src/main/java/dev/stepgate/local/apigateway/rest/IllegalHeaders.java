// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.rest.ParameterMapping.Target;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The headers that an integration's request cannot get from a mapping. API Gateway takes such a
/// mapping, and answers each request that sets the header with 500 (recorded from it by LocalStack,
/// integration_request.py).
record IllegalHeaders(Set<String> names) {
    private static final Set<String> COMMON =
            Set.of("content-length", "transfer-encoding", "x-amzn-trace-id", "x-amzn-apigateway-api-id");

    /// For any endpoint.
    static final IllegalHeaders OF_ENDPOINT = new IllegalHeaders(COMMON);

    /// For AWS services, whose requests it signs.
    static final IllegalHeaders OF_SERVICE = new IllegalHeaders(Stream.concat(
                    COMMON.stream(), Stream.of("authorization", "connection", "expect", "proxy-authenticate", "te"))
            .collect(Collectors.toUnmodifiableSet()));

    /// Warns of mappings that set one.
    void warn(List<ParameterMapping> mappings, OpenApiNode integration) {
        mappings.stream()
                .filter(mapping -> mapping.target() == Target.HEADER && has(mapping.name()))
                .forEach(mapping -> integration.warn("requestParameters: API Gateway does not let a mapping set "
                        + mapping.name() + "; a request that sets it is answered with 500"));
    }

    /// @throws GatewayFailure when a mapping has set one
    void refuse(Set<String> headers) {
        headers.stream().filter(this::has).findFirst().ifPresent(name -> {
            throw GatewayFailure.apiConfiguration()
                    .because("a mapping sets " + name + ", which API Gateway does not let it");
        });
    }

    private boolean has(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }
}
