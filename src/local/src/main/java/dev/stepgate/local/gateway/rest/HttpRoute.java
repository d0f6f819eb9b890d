// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A route of an HTTP API.
///
/// @param routeKey `GET /users/{id}`, or `$default`
/// @param responses mappings by the endpoint's status
record HttpRoute(
        String routeKey,
        HttpAuthorization authorization,
        Target target,
        Map<String, List<HttpMapping>> responses,
        Duration timeout) {

    Method.Key key() {
        int blank = routeKey.indexOf(' ');
        return blank < 0
                ? new Method.Key(Routes.ANY, routeKey)
                : new Method.Key(routeKey.substring(0, blank), routeKey.substring(blank + 1));
    }

    /// What a route calls.
    sealed interface Target {
        record Function(AwsUri uri, PayloadFormat format) implements Target {}

        /// An action of an AWS service, an integration subtype: `StepFunctions-StartSyncExecution`.
        record Action(HttpAction action, Map<String, HttpExpression> parameters) implements Target {}

        record Endpoint(HttpUri uri, String httpMethod, List<HttpMapping> mappings) implements Target {}
    }

    enum PayloadFormat {
        V1,
        V2
    }
}
