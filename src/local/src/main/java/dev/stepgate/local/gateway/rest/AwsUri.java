// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

/// The URI of an integration with an AWS service: `arn:aws:apigateway:us-east-1:states:action/StartExecution`.
///
/// @param region the service's
/// @param target an action, or a path in which `{name}` stands for a path parameter
record AwsUri(String region, String service, Target target) {

    sealed interface Target {
        record Action(String name) implements Target {}

        record Path(UriTemplate path) implements Target {}
    }
}
