// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.NamedId;
import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.store.RecordFormat;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.StoredMap;
import dev.stepgate.local.targets.Targets;
import dev.stepgate.local.time.Time;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Connections and API destinations with their operations. May be used by any thread.
final class Destinations implements Operation.Group {
    private final Account account;
    private final InstantSource time;
    private final OAuthTokens tokens;
    private final Map<String, Connection> connections;
    private final Map<String, ApiDestination> destinations;

    /// @param targets where tokens are asked for
    Destinations(Account account, Targets targets, Time time, Store store) {
        tokens = new OAuthTokens(targets, time);
        this.account = account;
        this.time = time;
        connections = new StoredMap<>(store, "connections", RecordFormat.of(Connection.class));
        destinations = new StoredMap<>(store, "api-destinations", RecordFormat.of(ApiDestination.class));
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "CreateConnection", this::createConnection,
                "UpdateConnection", this::updateConnection,
                "DeleteConnection", this::deleteConnection,
                "DescribeConnection",
                        input -> connection(input, "Failed to describe the connection(s). ")
                                .describe(),
                "ListConnections", this::listConnections,
                "CreateApiDestination", this::createDestination,
                "UpdateApiDestination", this::updateDestination,
                "DeleteApiDestination", this::deleteDestination,
                "DescribeApiDestination",
                        input -> destination(input, "Failed to describe the api-destination(s). ")
                                .describe(),
                "ListApiDestinations", this::listDestinations);
    }

    /// Sends a text to an API destination.
    ///
    /// @param arn the API destination's
    /// @throws dev.stepgate.local.aws.AwsException NO_RESOURCE when it or its connection no longer
    /// exists
    CompletionStage<JsonNode> send(String arn, String text, HttpParameters parameters, Targets targets) {
        ApiDestination destination = destinations.values().stream()
                .filter(known -> known.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> EventErrors.of("NO_RESOURCE", "There is no API destination " + arn));
        Connection connection = connectionOf(destination.connectionArn())
                .orElseThrow(
                        () -> EventErrors.of("NO_RESOURCE", "There is no connection " + destination.connectionArn()));
        return additions(connection)
                .thenCompose(added -> targets.call(destination.request(text, parameters, added)))
                .whenComplete((_, failure) -> {
                    if (failure != null && isUnauthorized(Completions.cause(failure))) {
                        tokens.forget(connection);
                    }
                });
    }

    private static boolean isUnauthorized(Throwable failure) {
        return failure instanceof AwsException refused && (refused.status() == 401 || refused.status() == 407);
    }

    /// Returns the additions of a connection to a request, with a token where one is needed.
    CompletionStage<ConnectionParameters> additions(Connection connection) {
        return tokens.headers(connection)
                .thenApply(headers -> new ConnectionParameters(headers, connection.query(), connection.body()));
    }

    /// Asks for another token with the next request.
    void unauthorized(String connectionArn) {
        connectionOf(connectionArn).ifPresent(tokens::forget);
    }

    Optional<Connection> connectionOf(String arn) {
        return connections.values().stream()
                .filter(known -> known.arn().equals(arn))
                .findFirst();
    }

    private JsonNode createConnection(JsonNode input) {
        String name = name(input);
        requireTokenEndpoint(input);
        Instant now = time.instant();
        Connection made =
                new Connection(name, account.arn("events", "connection/" + NamedId.of(name)), input, now, now);
        if (connections.putIfAbsent(name, made) != null) {
            throw EventErrors.exists("Connection " + name + " already exists.");
        }
        return made.summary();
    }

    private JsonNode updateConnection(JsonNode input) {
        Connection before = connection(input);
        requireTokenEndpoint(input);
        Connection changed = new Connection(
                before.name(), before.arn(), merged(before.members(), input), before.created(), time.instant());
        connections.put(before.name(), changed);
        return changed.summary();
    }

    private JsonNode deleteConnection(JsonNode input) {
        Connection gone = connection(input);
        connections.remove(gone.name());
        return gone.summary().put("ConnectionState", "DELETING");
    }

    private JsonNode listConnections(JsonNode input) {
        List<Connection> all = connections.values().stream()
                .filter(connection -> Listing.hasPrefix(input, connection.name()))
                .filter(_ -> input.path("ConnectionState").asText("AUTHORIZED").equals("AUTHORIZED"))
                .toList();
        return Listing.of(input, all, Connection::name).toJson("Connections", Connection::summary);
    }

    private JsonNode createDestination(JsonNode input) {
        String name = name(input);
        Instant now = time.instant();
        requireEndpoint(input, "InvocationEndpoint");
        requireConnection(input);
        ApiDestination made =
                new ApiDestination(name, account.arn("events", "api-destination/" + NamedId.of(name)), input, now, now);
        if (destinations.putIfAbsent(name, made) != null) {
            throw EventErrors.exists("An api-destination '" + name + "' already exists.");
        }
        return made.describe();
    }

    private JsonNode updateDestination(JsonNode input) {
        ApiDestination before = destination(input);
        ObjectNode members = merged(before.members(), input);
        requireEndpoint(members, "InvocationEndpoint");
        requireConnection(members);
        ApiDestination changed =
                new ApiDestination(before.name(), before.arn(), members, before.created(), time.instant());
        destinations.put(before.name(), changed);
        return changed.describe();
    }

    private static void requireTokenEndpoint(JsonNode members) {
        JsonNode oauth = members.path("AuthParameters").path("OAuthParameters");
        if (oauth.has("AuthorizationEndpoint")) {
            requireEndpoint(oauth, "AuthorizationEndpoint");
        }
    }

    /// Requires https, as AWS does, except for a server on this machine.
    private static void requireEndpoint(JsonNode members, String member) {
        String endpoint = members.path(member).asText();
        if (!endpoint.matches(
                "https://.+|http://(localhost|[a-z0-9.-]+\\.localhost|127(\\.[0-9]+){3}|\\[::1])([:/?].*)?")) {
            throw EventErrors.invalidParameter(member, "it must begin with https://, or be on localhost.");
        }
        try {
            URI.create(endpoint.replace("*", "x"));
        } catch (IllegalArgumentException e) {
            throw EventErrors.invalidParameter(member, String.valueOf(e.getMessage()));
        }
    }

    private void requireConnection(JsonNode members) {
        String arn = members.path("ConnectionArn").asText();
        if (connectionOf(arn).isEmpty()) {
            throw EventErrors.notFound("Connection '" + arn + "' does not exist.");
        }
    }

    private JsonNode deleteDestination(JsonNode input) {
        destinations.remove(destination(input).name());
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode listDestinations(JsonNode input) {
        List<ApiDestination> all = destinations.values().stream()
                .filter(destination -> Listing.hasPrefix(input, destination.name()))
                .filter(destination -> !input.hasNonNull("ConnectionArn")
                        || destination
                                .connectionArn()
                                .equals(input.path("ConnectionArn").asText()))
                .toList();
        return Listing.of(input, all, ApiDestination::name).toJson("ApiDestinations", ApiDestination::describe);
    }

    private Connection connection(JsonNode input) {
        return connection(input, "");
    }

    /// @param failure the beginning of the message where there is no such connection
    private Connection connection(JsonNode input, String failure) {
        Connection found = connections.get(name(input));
        if (found == null) {
            throw EventErrors.notFound(failure + "Connection '" + name(input) + "' does not exist.");
        }
        return found;
    }

    private ApiDestination destination(JsonNode input) {
        return destination(input, "");
    }

    /// @param failure the beginning of the message where there is no such destination
    private ApiDestination destination(JsonNode input, String failure) {
        ApiDestination found = destinations.get(name(input));
        if (found == null) {
            throw EventErrors.notFound(failure + "An api-destination '" + name(input) + "' does not exist.");
        }
        return found;
    }

    private static String name(JsonNode input) {
        return input.path("Name").asText();
    }

    private static ObjectNode merged(JsonNode before, JsonNode changes) {
        ObjectNode merged = before.deepCopy();
        changes.properties().forEach(member -> merged.set(member.getKey(), member.getValue()));
        return merged;
    }
}
