// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.AwsUri;
import java.time.Duration;
import java.util.List;

/// Who may call a route of an HTTP API.
sealed interface RouteAuthorization {
    record None() implements RouteAuthorization {}

    /// AWS_IAM: a request signed with Signature Version 4. Here the signature must be there; it is not
    /// verified.
    record Iam() implements RouteAuthorization {}

    /// CUSTOM: a function says it
    /// ([Lambda](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html)).
    ///
    /// @param identity what identifies a caller; all of it must be there
    /// @param ttl how long an answer is kept; zero keeps none
    record Lambda(String name, AwsUri uri, List<ParameterExpression> identity, Answer answer, Duration ttl)
            implements RouteAuthorization {}

    /// What a function is told and answers.
    ///
    /// @param simple `isAuthorized` in the place of a policy
    record Answer(HttpApiRoute.PayloadFormat format, boolean simple) {}

    /// JWT: a token of an issuer
    /// ([JWT](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html)).
    ///
    /// @param identity where the token is, with or without `Bearer`
    /// @param scopes one of which the token must have; none are needed when this is empty
    record Jwt(String issuer, List<String> audience, ParameterExpression identity, List<String> scopes)
            implements RouteAuthorization {}
}
