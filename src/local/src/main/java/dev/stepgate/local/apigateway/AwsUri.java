// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.Map;

/// The URI of an integration with an AWS service: `arn:aws:apigateway:us-east-1:states:action/StartExecution`.
///
/// @param region the service's
/// @param target an action, or a path in which `{name}` stands for a path parameter
public record AwsUri(String region, String service, Target target) {

    public sealed interface Target {
        /// @param parameters what follows the name, without the `&` before it: `Bucket={bucket}&Key={key}`; empty for
        /// none
        record Action(String name, UriTemplate parameters) implements Target {}

        record Path(UriTemplate path) implements Target {}
    }

    /// The path of a request to the service: `/` for an action, with its parameters as the query. A slash too many
    /// before the path to a function does no
    /// harm (`test_apigateway_basic.py` of localstack/localstack).
    ///
    /// @param values of the path parameters
    public String path(Map<String, String> values) {
        return switch (target) {
            case Target.Action action -> {
                String query = action.parameters().fill(values);
                yield query.isEmpty() ? "/" : "/?" + query;
            }
            case Target.Path path
            when service.equals("lambda") ->
                ResourcePath.withOneSlash("/" + path.path().fill(values));
            case Target.Path path -> "/" + path.path().fill(values);
        };
    }
}
