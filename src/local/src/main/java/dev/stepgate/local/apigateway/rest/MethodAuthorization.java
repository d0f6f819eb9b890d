// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ParameterSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who may call a method.
sealed interface MethodAuthorization {
    record None() implements MethodAuthorization {}

    /// AWS_IAM: a request signed with Signature Version 4. Here the signature must be there; it is not
    /// verified.
    record Iam() implements MethodAuthorization {}

    record Lambda(LambdaAuthorizer authorizer) implements MethodAuthorization {}

    /// COGNITO_USER_POOLS: a token of one of these pools (API Gateway Developer Guide, "Integrate a REST API
    /// with an Amazon Cognito user pool").
    ///
    /// @param issuers of the pools
    /// @param identity where the token is
    /// @param audience of identity tokens
    /// @param scopes one of which an access token must have; an identity token is asked for when this is empty
    record UserPools(List<String> issuers, ParameterSource identity, Optional<Pattern> audience, List<String> scopes)
            implements MethodAuthorization {}
}
