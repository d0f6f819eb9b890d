// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.vtl.ContextMap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Lets the callers of an HTTP API in whose token says so. A caller that is refused is told why in `www-authenticate`
/// ([troubleshooting](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html)).
final class JwtAuthorizers {
    private static final String SCHEME = "Bearer ";

    private final Supplier<Tokens> tokens;

    /// @param tokens most APIs ask for none, and what reads them takes a while to load
    JwtAuthorizers(Supplier<Tokens> tokens) {
        this.tokens = tokens;
    }

    /// Fails with the challenge to a caller that may not call; else the exchange knows who calls.
    CompletionStage<Exchange> authorize(Exchange exchange, HttpAuthorization.Jwt authorizer) {
        String token = authorizer
                .identity()
                .value(ParameterValues.ofRequest(exchange))
                .map(JwtAuthorizers::withoutScheme)
                .filter(text -> !text.isEmpty())
                .orElseThrow(BearerChallenge::noToken);
        return tokens.get()
                .check(token, authorizer.issuer(), authorizer.audience())
                .thenApply(check -> switch (check) {
                    case TokenCheck.Valid(JsonNode claims) -> admitted(exchange, authorizer, claims);
                    case TokenCheck.Expired _ ->
                        throw BearerChallenge.invalidToken(authorizer.scopes(), "the token has expired");
                    case TokenCheck.Invalid(String reason) ->
                        throw BearerChallenge.invalidToken(authorizer.scopes(), reason);
                });
    }

    static String withoutScheme(String value) {
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? value.substring(SCHEME.length()).strip()
                : value;
    }

    private static Exchange admitted(Exchange exchange, HttpAuthorization.Jwt authorizer, JsonNode claims) {
        List<String> scopes =
                new ArrayList<>(Tokens.texts(claims.has("scope") ? claims.path("scope") : claims.path("scp")));
        scopes.retainAll(authorizer.scopes());
        if (scopes.isEmpty() && !authorizer.scopes().isEmpty()) {
            throw BearerChallenge.insufficientScope(authorizer.scopes());
        }
        ContextMap context = new ContextMap();
        context.put("claims", claims(claims));
        context.put("scopes", scopes.isEmpty() ? null : scopes);
        exchange.context().put("authorizer", context);
        return exchange;
    }

    static ContextMap claims(JsonNode claims) {
        ContextMap texts = new ContextMap();
        claims.properties().forEach(claim -> texts.put(claim.getKey(), text(claim.getValue())));
        return texts;
    }

    /// A list is written `[a b]`.
    private static String text(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JwtAuthorizers::text).collect(Collectors.joining(" ", "[", "]"))
                : value.isObject() ? value.toString() : value.asText();
    }
}
