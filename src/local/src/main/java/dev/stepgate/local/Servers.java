// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.http.DeferredHandler;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpLimits;
import dev.stepgate.local.http.HttpServer;
import dev.stepgate.local.http.ListenException;
import dev.stepgate.local.http.ServerAddress;
import dev.stepgate.local.http.ServerHandlers;
import dev.stepgate.local.http.WebSocketHandler;
import dev.stepgate.local.template.Addresses;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// The servers of a template, which listen before they have handlers, because the template's own URLs need
/// their ports. A request that comes too early waits.
final class Servers implements Addresses, AutoCloseable {
    private final PortNumbers numbers;
    private final Map<String, Server> apis = new ConcurrentSkipListMap<>();
    private final Server aws;
    private final Executor workers;
    private ConsoleServer console;
    private final String queues;

    /// A server whose handlers are set later.
    private record Server(String url, HttpServer server, DeferredHandler handler) {
        boolean isWebSocket() {
            return url.startsWith("ws:");
        }
    }

    private Servers(RuntimeOptions options, Server aws, Executor workers) {
        this.numbers = new PortNumbers(options.ports());
        this.workers = workers;
        this.console = ConsoleServer.open(OptionalInt.empty(), workers);
        this.aws = aws;
        this.queues = switch (options.naming()) {
            case LOCAL -> aws.url();
            case AWS -> "https://sqs." + options.region() + ".amazonaws.com";
        };
    }

    /// Listens for each API and for the AWS endpoint.
    ///
    /// @param restApis logical ids; the first gets its own port, the others get ports after both first ones
    /// @param webSocketApis logical ids, with ports as above
    /// @param workers call the handlers of all servers
    /// @throws ListenException when a port other than the console's is in use; nothing listens then
    static Servers open(RuntimeOptions options, List<String> restApis, List<String> webSocketApis, Executor workers) {
        Servers servers = new Servers(options, http(options.ports().aws(), HttpLimits.awsEndpoint(), workers), workers);
        try {
            servers.open(restApis, webSocketApis);
            servers.console = ConsoleServer.open(options.ports().console(), workers);
            return servers;
        } catch (ListenException e) {
            servers.close();
            throw e;
        }
    }

    /// Listens for those APIs that have no server yet.
    ///
    /// @throws ListenException when a port is in use
    void open(List<String> restApis, List<String> webSocketApis) {
        restApis.forEach(api -> apis.computeIfAbsent(api, _ -> http(numbers.rest(), HttpLimits.apiGateway(), workers)));
        webSocketApis.forEach(api -> apis.computeIfAbsent(api, _ -> webSocket(numbers.webSocket())));
    }

    /// Returns the APIs whose server is for the other kind of API.
    List<String> ofOtherKind(List<String> restApis, List<String> webSocketApis) {
        return apis.entrySet().stream()
                .filter(api -> (api.getValue().isWebSocket() ? restApis : webSocketApis).contains(api.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Closes the servers of all other APIs.
    void keep(Collection<String> wanted) {
        apis.forEach((api, server) -> {
            if (!wanted.contains(api) && apis.remove(api, server)) {
                server.server().disconnect();
                server.server().close();
            }
        });
    }

    private static Server http(int port, HttpLimits limits, Executor workers) {
        DeferredHandler handler = new DeferredHandler();
        HttpServer server =
                HttpServer.start(ServerAddress.loopback(port), limits, ServerHandlers.http(handler), workers);
        return new Server("http://127.0.0.1:" + server.port(), server, handler);
    }

    private Server webSocket(int port) {
        DeferredHandler handler = new DeferredHandler();
        ServerHandlers handlers = ServerHandlers.both(handler, handler);
        HttpServer server = HttpServer.start(ServerAddress.loopback(port), HttpLimits.apiGateway(), handlers, workers);
        return new Server("ws://127.0.0.1:" + server.port(), server, handler);
    }

    @Override
    public String aws() {
        return aws.url();
    }

    @Override
    public String queues() {
        return queues;
    }

    @Override
    public String api(String logicalId) {
        return server(logicalId).url();
    }

    private Server server(String logicalId) {
        Server server = apis.get(logicalId);
        if (server == null) {
            throw new IllegalArgumentException("no API " + logicalId + " among " + apis.keySet());
        }
        return server;
    }

    void serveAws(HttpHandler handler) {
        aws.handler().is(handler);
    }

    void serveRest(String logicalId, HttpHandler handler) {
        server(logicalId).handler().is(handler);
    }

    /// @param http answers requests that open no WebSocket (`@connections`)
    void serveWebSocket(String logicalId, WebSocketHandler webSocket, HttpHandler http) {
        server(logicalId).handler().opens(webSocket);
        server(logicalId).handler().is(http);
    }

    /// The server of the console, which may not be listening.
    ConsoleServer console() {
        return console;
    }

    /// Returns true when one of these servers listens there.
    boolean listenOn(int port) {
        return aws.server().port() == port
                || apis.values().stream().anyMatch(server -> server.server().port() == port);
    }

    /// Closes the connections in use; new requests wait until the servers have handlers again.
    void interrupt() {
        each(server -> {
            server.handler().isToCome();
            server.server().disconnect();
        });
        console.interrupt();
    }

    private void each(Consumer<Server> action) {
        apis.values().forEach(action);
        action.accept(aws);
    }

    @Override
    public void close() {
        console.close();
        each(server -> server.server().close());
    }
}
