// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.ParameterValues;
import dev.stepgate.local.apigateway.TokenValidation;
import dev.stepgate.local.apigateway.TokenValidator;
import dev.stepgate.local.vtl.ContextMap;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Authorizes callers of a REST API by their token from a Cognito user pool.
final class UserPoolAuthorizers {
    private final Supplier<TokenValidator> tokens;

    /// @param tokens made on first use: most APIs need none, and loading it takes a while
    UserPoolAuthorizers(Supplier<TokenValidator> tokens) {
        this.tokens = tokens;
    }

    /// Adds the caller to the exchange; fails with the gateway response for a caller that is not allowed.
    CompletionStage<Exchange> authorize(Exchange exchange, MethodAuthorization.UserPools authorizer) {
        List<String> found = ParameterValues.ofRequest(exchange).find(authorizer.identity());
        String token = found.isEmpty() ? "" : TokenValidator.withoutScheme(found.getFirst());
        String issuer = TokenValidator.issuerOf(token)
                .filter(authorizer.issuers()::contains)
                .orElseThrow(() -> GatewayFailure.unauthorized()
                        .because("the request has no token of the user pools " + authorizer.issuers()));
        return tokens.get().check(token, issuer, List.of()).thenApply(check -> switch (check) {
            case TokenValidation.Valid(JsonNode claims) -> admitted(exchange, authorizer, claims);
            case TokenValidation.Expired _ -> throw GatewayFailure.expiredToken();
            case TokenValidation.Invalid(String reason) ->
                throw GatewayFailure.unauthorized().because("the token is not valid: " + reason);
        });
    }

    private static Exchange admitted(Exchange exchange, MethodAuthorization.UserPools authorizer, JsonNode claims) {
        boolean admitted = authorizer.scopes().isEmpty()
                ? claims.path("token_use").asText().equals("id") && isForAudience(authorizer, claims)
                : claims.path("token_use").asText().equals("access")
                        && !Collections.disjoint(TokenValidator.texts(claims.path("scope")), authorizer.scopes());
        if (!admitted) {
            throw GatewayFailure.unauthorized()
                    .because(
                            authorizer.scopes().isEmpty()
                                    ? "the token is not an identity token, or not for this audience"
                                    : "the token is not an access token with one of the scopes " + authorizer.scopes());
        }
        ContextMap context = new ContextMap();
        context.put("claims", TokenValidator.claims(claims));
        exchange.context().put("authorizer", context);
        return exchange;
    }

    private static boolean isForAudience(MethodAuthorization.UserPools authorizer, JsonNode claims) {
        return authorizer
                .audience()
                .map(expression -> expression.matchesInTime(claims.path("aud").asText()))
                .orElse(true);
    }
}
