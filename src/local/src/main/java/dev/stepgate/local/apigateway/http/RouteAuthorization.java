// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.AwsUri;
import java.time.Duration;
import java.util.List;

/// The callers that a route of an HTTP API allows.
sealed interface RouteAuthorization {
    record None() implements RouteAuthorization {}

    /// AWS_IAM: a request signed with Signature Version 4. Here the signature must be present; it is not
    /// verified.
    record Iam() implements RouteAuthorization {}

    /// CUSTOM: a function decides
    /// ([Lambda](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html)).
    ///
    /// @param identity the values that identify a caller; all of them must be present
    /// @param ttl how long an answer is kept; zero keeps none
    record Lambda(String name, AwsUri uri, List<ParameterExpression> identity, Answer answer, Duration ttl)
            implements RouteAuthorization {}

    /// The format of a function's event and answer.
    ///
    /// @param simple whether the function returns `isAuthorized` instead of a policy
    record Answer(HttpApiRoute.PayloadFormat format, boolean simple) {}

    /// JWT: a token of an issuer
    /// ([JWT](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html)).
    ///
    /// @param identity the place of the token, with or without `Bearer`
    /// @param scopes of which the token must have one; if empty, none is required
    record Jwt(String issuer, List<String> audience, ParameterExpression identity, List<String> scopes)
            implements RouteAuthorization {}
}
