// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.vtl.ContextMap;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Lets the callers of a REST API in whom a Cognito user pool has given a token.
final class UserPoolAuthorizers {
    private final Supplier<Tokens> tokens;

    /// @param tokens most APIs ask for none, and what reads them takes a while to load
    UserPoolAuthorizers(Supplier<Tokens> tokens) {
        this.tokens = tokens;
    }

    /// Fails with the gateway response of a caller that may not call; else the exchange knows who calls.
    CompletionStage<Exchange> authorize(Exchange exchange, Authorization.UserPools authorizer) {
        List<String> found = ParameterValues.ofRequest(exchange).find(authorizer.identity());
        String token = found.isEmpty() ? "" : JwtAuthorizers.withoutScheme(found.getFirst());
        String issuer =
                Tokens.issuerOf(token).filter(authorizer.issuers()::contains).orElseThrow(GatewayFailure::unauthorized);
        return tokens.get().check(token, issuer, List.of()).thenApply(check -> switch (check) {
            case TokenCheck.Valid(JsonNode claims) -> admitted(exchange, authorizer, claims);
            case TokenCheck.Expired _ -> throw GatewayFailure.expiredToken();
            case TokenCheck.Invalid _ -> throw GatewayFailure.unauthorized();
        });
    }

    private static Exchange admitted(Exchange exchange, Authorization.UserPools authorizer, JsonNode claims) {
        boolean admitted = authorizer.scopes().isEmpty()
                ? claims.path("token_use").asText().equals("id") && isForAudience(authorizer, claims)
                : claims.path("token_use").asText().equals("access")
                        && !Collections.disjoint(Tokens.texts(claims.path("scope")), authorizer.scopes());
        if (!admitted) {
            throw GatewayFailure.unauthorized();
        }
        ContextMap context = new ContextMap();
        context.put("claims", JwtAuthorizers.claims(claims));
        exchange.context().put("authorizer", context);
        return exchange;
    }

    private static boolean isForAudience(Authorization.UserPools authorizer, JsonNode claims) {
        return authorizer
                .audience()
                .map(pattern -> pattern.matcher(claims.path("aud").asText()).matches())
                .orElse(true);
    }
}
