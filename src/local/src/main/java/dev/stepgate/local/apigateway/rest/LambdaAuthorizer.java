// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.AwsUri;
import dev.stepgate.local.apigateway.ParameterSource;
import dev.stepgate.local.evaluation.RegularExpression;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A Lambda authorizer.
///
/// @param identity the values that identify a caller; all of them must be present
/// @param validation pattern that a token must match before the function is called
/// @param ttl how long a policy is kept; zero keeps none
record LambdaAuthorizer(
        String name,
        Kind kind,
        AwsUri uri,
        List<ParameterSource> identity,
        Optional<RegularExpression> validation,
        Duration ttl) {

    enum Kind {
        TOKEN,
        REQUEST
    }
}
