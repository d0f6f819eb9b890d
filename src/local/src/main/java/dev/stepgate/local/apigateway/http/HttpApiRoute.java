// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.AwsUri;
import dev.stepgate.local.apigateway.EndpointUri;
import dev.stepgate.local.apigateway.MethodKey;
import dev.stepgate.local.apigateway.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A route of an HTTP API.
///
/// @param routeKey `GET /users/{id}`, or `$default`
/// @param responses mappings by the endpoint's status
record HttpApiRoute(
        String routeKey,
        RouteAuthorization authorization,
        Target target,
        Map<String, List<HttpApiMapping>> responses,
        Duration timeout) {

    /// A route that only says who may call it, as one for preflight requests does.
    static HttpApiRoute withoutIntegration(String routeKey, RouteAuthorization authorization) {
        return new HttpApiRoute(routeKey, authorization, new Target.None(), Map.of(), Duration.ZERO);
    }

    MethodKey key() {
        int blank = routeKey.indexOf(' ');
        return blank < 0
                ? new MethodKey(Routes.ANY, routeKey)
                : new MethodKey(routeKey.substring(0, blank), routeKey.substring(blank + 1));
    }

    /// The target of a route.
    sealed interface Target {
        record Function(AwsUri uri, PayloadFormat format) implements Target {}

        /// An action of an AWS service, given by an integration subtype such as
        /// `StepFunctions-StartSyncExecution`.
        record Action(IntegrationSubtype action, Map<String, ParameterExpression> parameters) implements Target {}

        /// A target that cannot be served here.
        ///
        /// @param what such as `the VPC link`
        record NotHere(String what) implements Target {}

        /// No integration is attached to the route.
        record None() implements Target {}

        record Endpoint(EndpointUri uri, String httpMethod, List<HttpApiMapping> mappings) implements Target {}
    }

    enum PayloadFormat {
        V1,
        V2
    }
}
