// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A request to the integration of a method or route: made by the step "integration request", sent by the
/// step "integration".
public sealed interface IntegrationRequest {

    /// The request as the log shows it, such as `states POST / {"input": ...}`.
    default String text() {
        return switch (this) {
            case Service(AwsBackendRequest(String service, String _, HttpRequest http)) ->
                service + " " + http.method() + " " + http.target() + " " + http.text();
            case Event(AwsBackendRequest request) ->
                "the request as an event to " + request.http().rawPath();
            case Endpoint(EndpointUri uri, EndpointRequest request, Map<String, List<String>> _) ->
                request.httpMethod() + " " + uri.template().fill(request.path()) + " "
                        + new String(request.body(), StandardCharsets.UTF_8);
            case Mock(String status) -> "mock of status " + status;
        };
    }

    record Service(AwsBackendRequest request) implements IntegrationRequest {}

    /// A call of a Lambda function with the client's whole request.
    record Event(AwsBackendRequest request) implements IntegrationRequest {}

    /// @param headers of the request, with those that the gateway adds
    record Endpoint(EndpointUri uri, EndpointRequest request, Map<String, List<String>> headers)
            implements IntegrationRequest {}

    /// A mock integration's request, which is not sent anywhere.
    ///
    /// @param status the one that the request template gives
    record Mock(String status) implements IntegrationRequest {}
}
