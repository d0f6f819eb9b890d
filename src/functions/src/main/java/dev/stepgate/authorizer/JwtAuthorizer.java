// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.stepgate.handler.EventLog;
import dev.stepgate.handler.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Allows requests that carry a JSON Web Token of the issuer: in the header `Authorization` of a REST
/// request, or in the query parameter `token` of a WebSocket's opening. Issuer, audience and the address of
/// the keys are in each event, as the stage variables `JwtIssuer`, `JwtAudience` and `JwtKeysUrl`.
///
/// An answer applies to the whole stage, because API Gateway caches it for five minutes and uses it for every
/// route. Its context has `owner`, a name for the token's subject, with which mapping templates begin
/// execution names.
public final class JwtAuthorizer implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final Map<TokenRules, Tokens> tokens = new ConcurrentHashMap<>();

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        TokenRules rules = TokenRules.of(members(event, "stageVariables"));
        Optional<JWTClaimsSet> claims = token(event)
                .flatMap(token -> tokens.computeIfAbsent(rules, Tokens::new).claims(token));
        if (claims.isEmpty()) {
            EventLog.info(context, "refused", Map.of());
            // API Gateway turns exactly this text into a 401, and any other into a 500.
            throw new Refused("Unauthorized");
        }
        String owner = TokenRules.owner(claims.get());
        return Map.of(
                "principalId", owner,
                "policyDocument", policy(stage(String.valueOf(event.get("methodArn")))),
                "context", Map.of("owner", owner));
    }

    private static Map<String, Object> policy(String resource) {
        Map<String, String> statement = Map.of("Effect", "Allow", "Action", "execute-api:Invoke", "Resource", resource);
        return Map.of("Version", "2012-10-17", "Statement", List.of(statement));
    }

    /// Returns the token from the place that names it as the caller's identity, and from no other: API Gateway keeps
    /// an answer under the value of the header.
    private static Optional<String> token(Map<String, Object> event) {
        boolean opensWebSocket =
                String.valueOf(event.get("methodArn")).split("/", 3)[2].equals("$connect");
        Optional<String> value = opensWebSocket
                ? Optional.ofNullable(members(event, "queryStringParameters").get("token"))
                : members(event, "headers").entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("Authorization"))
                        .map(Map.Entry::getValue)
                        .findFirst();
        return value.map(text -> text.regionMatches(true, 0, "Bearer ", 0, 7) ? text.substring(7) : text);
    }

    /// Returns a pattern for everything in the stage of `arn:...:api/stage/METHOD/path`.
    static String stage(String methodArn) {
        String[] parts = methodArn.split("/", 3);
        return parts[0] + "/" + parts[1] + "/*";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> members(Map<String, Object> event, String name) {
        return event.get(name) instanceof Map<?, ?> members ? (Map<String, String>) members : Map.of();
    }
}
