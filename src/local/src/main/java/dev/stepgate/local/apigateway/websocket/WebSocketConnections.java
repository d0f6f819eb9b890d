// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The open connections of all WebSocket APIs, and `@connections`, which posts to them
/// ([API](https://docs.aws.amazon.com/apigatewaymanagementapi/latest/reference/)).
public final class WebSocketConnections implements AwsService {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,}=*");
    private static final int MAX_BYTES = 128 * 1024;
    private static final int GONE = 410;

    private final Map<String, ConnectedClient> open = new ConcurrentHashMap<>();
    private final ConnectionIds ids;
    private volatile RecentMessages recent = RecentMessages.NONE;

    public WebSocketConnections() {
        this(ThreadLocalRandom::current);
    }

    /// @param random called for each id of a connection, message or request
    public WebSocketConnections(Supplier<RandomGenerator> random) {
        this.ids = new ConnectionIds(random);
    }

    ConnectionIds ids() {
        return ids;
    }

    @Override
    public String name() {
        return "execute-api";
    }

    void add(ConnectedClient client) {
        open.put(client.connectionId(), client);
    }

    void remove(ConnectedClient client) {
        open.remove(client.connectionId());
    }

    /// Records the events and messages of the connections from now on.
    public void keptBy(RecentMessages messages) {
        recent = messages;
    }

    RecentMessages recent() {
        return recent;
    }

    /// The answer of GetConnection for each open connection, by its id.
    public Map<String, JsonNode> described() {
        Map<String, JsonNode> described = new TreeMap<>();
        open.forEach((id, client) -> described.put(id, client.describe()));
        return described;
    }

    /// The number of open connections.
    public int count() {
        return open.size();
    }

    @Override
    public Set<String> operations() {
        return Set.of("DeleteConnection", "GetConnection", "PostToConnection");
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        return switch (call.operation()) {
            case "PostToConnection" -> post(client(call), payload(call));
            case "GetConnection" ->
                CompletableFuture.completedFuture(client(call).describe());
            case "DeleteConnection" -> {
                client(call).delete();
                yield done();
            }
            default -> throw AwsException.unknownOperation(name(), call.operation());
        };
    }

    private ConnectedClient client(AwsCall call) {
        String id = call.input().path("ConnectionId").asText();
        if (!ID.matcher(id).matches()) {
            ObjectNode members = object().put("connectionId", id).put("requestId", call.requestId());
            throw new AwsException(400, "BadRequestException", "Invalid connectionId: " + id, members);
        }
        ConnectedClient client = open.get(id);
        if (client == null) {
            throw gone();
        }
        String stage = call.input().path("Stage").asText(client.stage().name());
        if (!stage.equals(client.stage().name())) {
            throw new AwsException(403, "ForbiddenException", "Forbidden");
        }
        return client;
    }

    private static byte[] payload(AwsCall call) {
        byte[] payload = Base64.getDecoder().decode(call.input().path("Data").asText(""));
        if (payload.length > MAX_BYTES) {
            throw new AwsException(413, "PayloadTooLargeException", "Message too long");
        }
        return payload;
    }

    private static CompletionStage<JsonNode> post(ConnectedClient client, byte[] payload) {
        return client.send(payload).handle((_, failure) -> {
            if (failure != null) {
                throw new CompletionException(gone());
            }
            return object();
        });
    }

    private static AwsException gone() {
        return new AwsException(GONE, "GoneException", "");
    }

    private static CompletionStage<JsonNode> done() {
        return CompletableFuture.completedFuture(object());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
