// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/// The request that opens a connection to a WebSocket API. Immutable: each of its methods returns a new one.
public final class WebSocketHandshake {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI stage;
    private final List<Header> headers;
    private final List<String> subprotocols;

    private record Header(String name, String value) {}

    private WebSocketHandshake(URI stage, List<Header> headers, List<String> subprotocols) {
        this.stage = stage;
        this.headers = headers;
        this.subprotocols = subprotocols;
    }

    /// @param stage the API's URL with the stage and, where it is needed, a query
    public static WebSocketHandshake to(URI stage) {
        return new WebSocketHandshake(stage, List.of(), List.of());
    }

    /// The URL to connect to.
    public URI uri() {
        return stage;
    }

    /// Returns a handshake with an additional header.
    public WebSocketHandshake header(String name, String value) {
        List<Header> more = Stream.concat(headers.stream(), Stream.of(new Header(name, value)))
                .toList();
        return new WebSocketHandshake(stage, more, subprotocols);
    }

    /// Returns a handshake with this query, percent-encoded, in place of any other.
    public WebSocketHandshake query(String query) {
        String path = stage.toString().split("\\?", 2)[0];
        return new WebSocketHandshake(URI.create(path + "?" + query), headers, subprotocols);
    }

    /// Returns a handshake that offers subprotocols, the preferred one first.
    public WebSocketHandshake subprotocols(String... offered) {
        return new WebSocketHandshake(stage, headers, List.of(offered));
    }

    /// Connects.
    ///
    /// @throws HandshakeRefusedException with the status, when the API refuses it
    public WebSocketClient open() {
        return new WebSocketClient(this);
    }

    WebSocket connect(WebSocket.Listener listener) {
        WebSocket.Builder request = CLIENT.newWebSocketBuilder().connectTimeout(RealTimeLimit.LIMIT);
        headers.forEach(header -> request.header(header.name(), header.value()));
        if (!subprotocols.isEmpty()) {
            request.subprotocols(
                    subprotocols.getFirst(),
                    subprotocols.subList(1, subprotocols.size()).toArray(String[]::new));
        }
        try {
            return RealTimeLimit.await(request.buildAsync(stage, listener), "the connection to " + stage);
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw new HandshakeRefusedException(stage, refused.getResponse().statusCode());
            }
            throw e;
        }
    }
}
