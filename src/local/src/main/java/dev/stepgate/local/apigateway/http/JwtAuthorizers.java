// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.ParameterValues;
import dev.stepgate.local.apigateway.TokenValidation;
import dev.stepgate.local.apigateway.TokenValidator;
import dev.stepgate.local.vtl.ContextMap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Authorizes callers of an HTTP API by their token. A refused caller finds the reason in `www-authenticate`
/// ([troubleshooting](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html)).
final class JwtAuthorizers {
    private final Supplier<TokenValidator> tokens;

    /// @param tokens made on first use: most APIs need none, and loading it takes a while
    JwtAuthorizers(Supplier<TokenValidator> tokens) {
        this.tokens = tokens;
    }

    /// Adds the caller to the exchange; fails with the challenge for a caller that is not allowed.
    CompletionStage<Exchange> authorize(Exchange exchange, RouteAuthorization.Jwt authorizer) {
        String token = authorizer
                .identity()
                .value(ParameterValues.ofRequest(exchange))
                .map(TokenValidator::withoutScheme)
                .filter(text -> !text.isEmpty())
                .orElseThrow(BearerChallenge::noToken);
        return tokens.get()
                .check(token, authorizer.issuer(), authorizer.audience())
                .thenApply(check -> switch (check) {
                    case TokenValidation.Valid(JsonNode claims) -> admitted(exchange, authorizer, claims);
                    case TokenValidation.Expired _ ->
                        throw BearerChallenge.invalidToken(authorizer.scopes(), "the token has expired");
                    case TokenValidation.Invalid(String reason) ->
                        throw BearerChallenge.invalidToken(authorizer.scopes(), reason);
                });
    }

    private static Exchange admitted(Exchange exchange, RouteAuthorization.Jwt authorizer, JsonNode claims) {
        List<String> scopes =
                new ArrayList<>(TokenValidator.texts(claims.has("scope") ? claims.path("scope") : claims.path("scp")));
        scopes.retainAll(authorizer.scopes());
        if (scopes.isEmpty() && !authorizer.scopes().isEmpty()) {
            throw BearerChallenge.insufficientScope(authorizer.scopes());
        }
        ContextMap context = new ContextMap();
        context.put("claims", TokenValidator.claims(claims));
        context.put("scopes", scopes.isEmpty() ? null : scopes);
        exchange.context().put("authorizer", context);
        return exchange;
    }
}
