// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ParameterSource;
import dev.stepgate.local.evaluation.RegularExpression;
import java.util.List;
import java.util.Optional;

/// The callers that a method allows.
sealed interface MethodAuthorization {
    record None() implements MethodAuthorization {}

    /// AWS_IAM: a request signed with Signature Version 4. Here the signature must be present; it is not
    /// verified.
    record Iam() implements MethodAuthorization {}

    record Lambda(LambdaAuthorizer authorizer) implements MethodAuthorization {}

    /// COGNITO_USER_POOLS: a token of one of these pools (API Gateway Developer Guide, "Integrate a REST API
    /// with an Amazon Cognito user pool").
    ///
    /// @param issuers of the pools
    /// @param identity the place of the token
    /// @param audience of identity tokens
    /// @param scopes of which an access token must have one; if empty, an identity token is required
    record UserPools(
            List<String> issuers, ParameterSource identity, Optional<RegularExpression> audience, List<String> scopes)
            implements MethodAuthorization {}
}
