// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.access.AccessGuard;
import dev.stepgate.local.access.AllowedHosts;
import dev.stepgate.local.access.AllowedOrigins;
import dev.stepgate.local.console.Console;
import dev.stepgate.local.console.ConsoleParts;
import dev.stepgate.local.http.DeferredHandler;
import dev.stepgate.local.http.EventSource;
import dev.stepgate.local.http.EventStreamHandler;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpLimits;
import dev.stepgate.local.http.HttpRefusal;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.http.HttpServer;
import dev.stepgate.local.http.ListenException;
import dev.stepgate.local.http.ServerAddress;
import dev.stepgate.local.http.ServerHandlers;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The server of the console. It listens from the start; the console itself, with every class of its package,
/// is made by the first request. If its port is in use, the runtime has no console.
final class ConsoleServer implements AutoCloseable {
    private final @Nullable HttpServer server;
    private final Optional<ListenException> refusal;
    private final DeferredHandler handler = new DeferredHandler();
    private volatile EventStreamHandler events = _ -> Optional.empty();

    private ConsoleServer(OptionalInt port, Executor workers) {
        HttpServer opened = null;
        ListenException busy = null;
        if (port.isPresent()) {
            try {
                opened = HttpServer.start(
                        ServerAddress.loopback(port.getAsInt()),
                        HttpLimits.apiGateway(),
                        ServerHandlers.withEvents(handler, request -> events.open(request)),
                        workers);
            } catch (ListenException e) {
                busy = e;
            }
        }
        server = opened;
        refusal = Optional.ofNullable(busy);
    }

    /// @param port empty for no console
    /// @param workers call the console
    static ConsoleServer open(OptionalInt port, Executor workers) {
        return new ConsoleServer(port, workers);
    }

    boolean isOpen() {
        return server != null;
    }

    /// `http://127.0.0.1:4567`; empty when it does not listen.
    Optional<String> url() {
        return Optional.ofNullable(server).map(each -> "http://127.0.0.1:" + each.port());
    }

    /// The reason why it does not listen although it should.
    Optional<ListenException> refusal() {
        return refusal;
    }

    /// @param hosts names of this machine
    /// @param parts called by the first request
    void serve(AllowedHosts hosts, AccessGuard.Refused refused, Supplier<ConsoleParts> parts) {
        if (server != null) {
            int port = server.port();
            AllowedOrigins origins = new AllowedOrigins(Set.of(), origin -> origin == port);
            AccessGuard guard = new AccessGuard(hosts, origins, refused);
            LazyConsole console = new LazyConsole(parts);
            events = guard.consoleEvents(console);
            handler.is(guard.console(console));
        }
    }

    /// Made by the first request.
    private static final class LazyConsole implements HttpHandler, EventStreamHandler {
        private final Supplier<ConsoleParts> parts;
        private @Nullable Console console;

        LazyConsole(Supplier<ConsoleParts> parts) {
            this.parts = parts;
        }

        private synchronized Console console() {
            if (console == null) {
                console = new Console(parts.get());
            }
            return console;
        }

        @Override
        public CompletionStage<HttpResponse> handle(HttpRequest request) {
            return console().handle(request);
        }

        @Override
        public HttpResponse refuse(HttpRefusal refusal) {
            return refusal.response();
        }

        @Override
        public Optional<EventSource> open(HttpRequest request) {
            return console().open(request);
        }
    }

    /// Makes new requests wait until the console serves again.
    void interrupt() {
        if (server != null) {
            handler.isToCome();
            events = _ -> Optional.empty();
            server.disconnect();
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
