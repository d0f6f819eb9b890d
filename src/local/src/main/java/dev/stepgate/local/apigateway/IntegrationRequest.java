// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.List;
import java.util.Map;

/// What the integration of a method or route is going to be asked: made by the step "integration request", sent by the
/// step "integration".
public sealed interface IntegrationRequest {

    record Service(AwsBackendRequest request) implements IntegrationRequest {}

    /// @param headers those of the request and those that the gateway adds
    record Endpoint(EndpointUri uri, EndpointRequest request, Map<String, List<String>> headers)
            implements IntegrationRequest {}

    /// Nobody is asked.
    ///
    /// @param status that the request template gives
    record Mock(String status) implements IntegrationRequest {}
}
