// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.targets.TargetCall;
import dev.stepgate.local.targets.Targets;
import dev.stepgate.local.time.Time;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The access tokens of connections with OAuth ([authorization
/// methods](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-auth.html)): asked for with
/// the first request, again after an answer of 401 or 407, and when a token expires within a minute. AWS does not
/// document the request; here it is that of RFC 6749, section 4.4.2, with the client's id and secret in the body.
/// May be used by any thread.
final class OAuthTokens {
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Targets targets;
    private final Time time;
    private final Map<String, Token> byConnection = new ConcurrentHashMap<>();

    OAuthTokens(Targets targets, Time time) {
        this.targets = targets;
        this.time = time;
    }

    /// @param connection for which it was given
    /// @param expires empty when the answer does not tell
    private record Token(Connection connection, String authorization, Optional<Instant> expires) {
        boolean isFor(Connection other, Instant now) {
            return connection.equals(other)
                    && expires.filter(end -> end.isBefore(now.plus(MARGIN))).isEmpty();
        }
    }

    /// Returns the headers of a connection with its authorization. A refusal is an AwsException in the stage.
    CompletionStage<Map<String, String>> headers(Connection connection) {
        if (!connection.isOAuth()) {
            return CompletableFuture.completedStage(connection.headers());
        }
        Token known = byConnection.get(connection.arn());
        return known != null && known.isFor(connection, time.now())
                ? CompletableFuture.completedStage(authorized(connection, known))
                : ask(connection).thenApply(answer -> authorized(connection, keep(connection, answer)));
    }

    /// Called when a token was refused.
    void forget(Connection connection) {
        byConnection.remove(connection.arn());
    }

    private static Map<String, String> authorized(Connection connection, Token token) {
        Map<String, String> headers = connection.headers();
        headers.put("Authorization", token.authorization());
        return headers;
    }

    private Token keep(Connection connection, JsonNode answer) {
        String value = answer.path("access_token").asText("");
        if (value.isEmpty()) {
            throw new AwsException(
                    401,
                    Targets.ANSWERED,
                    "The answer of " + endpoint(connection) + " has no access_token, which the connection "
                            + connection.name() + " needs");
        }
        Optional<Instant> expires = answer.has("expires_in")
                ? Optional.of(time.now().plusSeconds(answer.path("expires_in").asLong()))
                : Optional.empty();
        Token token = new Token(connection, "Bearer " + value, expires);
        byConnection.put(connection.arn(), token);
        return token;
    }

    /// Asks the authorization endpoint. While the answer is on its way, virtual time stands still.
    private CompletionStage<JsonNode> ask(Connection connection) {
        return time.inTurn("the token of the connection " + connection.name(), targets.attempt(request(connection)));
    }

    private static TargetCall.Request request(Connection connection) {
        JsonNode client = connection.oauth().path("ClientParameters");
        Map<String, String> form = new TreeMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", client.path("ClientID").asText());
        form.put("client_secret", client.path("ClientSecret").asText());
        JsonNode given = connection.oauth().path("OAuthHttpParameters");
        form.putAll(Connection.parameters(given, "BodyParameters"));
        Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", FORM, "Accept", "application/json"));
        headers.putAll(Connection.parameters(given, "HeaderParameters"));
        Map<String, String> query = Connection.parameters(given, "QueryStringParameters");
        String method = connection.oauth().path("HttpMethod").asText("POST");
        boolean hasBody = !method.equals("GET");
        if (!hasBody) {
            query.putAll(form);
        }
        String address = endpoint(connection);
        String separator = query.isEmpty() ? "" : address.contains("?") ? "&" : "?";
        return new TargetCall.Request(
                method,
                URI.create(address + separator + encoded(query)),
                headers,
                hasBody ? Optional.of(encoded(form)) : Optional.empty());
    }

    private static String endpoint(Connection connection) {
        return connection.oauth().path("AuthorizationEndpoint").asText();
    }

    private static String encoded(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
