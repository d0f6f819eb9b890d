// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import dev.stepgate.local.concurrent.SerialExecutor;
import dev.stepgate.local.http.WebSocketHandler.Admission.Admitted;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The opening handshake of a WebSocket (RFC 6455, section 4.2).
record WebSocketUpgrade(HttpRequest request, HttpLimits limits) {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketUpgrade.class);
    private static final String VERSION = "Sec-WebSocket-Version";
    private static final int KEY_BYTES = 16;

    static boolean isAsked(HttpRequest request) {
        return names(request, "Upgrade", "websocket");
    }

    /// Returns the answer that refuses this handshake, if it is not valid.
    Optional<HttpResponse> refusal() {
        if (!request.method().equals("GET") || !request.protocol().equals("HTTP/1.1")) {
            return malformed("A WebSocket is opened by GET and HTTP/1.1");
        }
        if (!names(request, "Connection", "upgrade")) {
            return malformed("The Connection header field does not say upgrade");
        }
        if (!request.headers().first(VERSION).equals(Optional.of("13"))) {
            HttpResponse response = new HttpRefusal(426, "The WebSocket version served is 13").response();
            return Optional.of(response.with(response.headers().plus(VERSION, "13")));
        }
        return keyIsSound() ? Optional.empty() : malformed("Sec-WebSocket-Key is not 16 bytes of Base64");
    }

    private boolean keyIsSound() {
        try {
            String key = request.headers().first("Sec-WebSocket-Key").orElse("");
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Optional<HttpResponse> malformed(String what) {
        return Optional.of(HttpRefusal.malformed(what).response());
    }

    private static boolean names(HttpRequest request, String header, String token) {
        return request.headers().all(header).stream()
                .anyMatch(value -> (", " + value + ",").toLowerCase(Locale.ROOT).matches(".*[, ]" + token + "[, ].*"));
    }

    /// Writes the handshake's answer and switches the channel to frames.
    void complete(SocketChannel channel, Admitted admitted, Executor workers) {
        WebSocketServerHandshaker handshaker = handshaker();
        SerialExecutor mailbox =
                new SerialExecutor(workers, bug -> LOG.error("the task of a WebSocket is broken", bug));
        WebSocketFrames frames = new WebSocketFrames(channel, limits, mailbox, admitted.session());
        FullHttpRequest wire = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, request.rawPath());
        wire.headers().set(NettyResponses.headers(request.headers()));
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.remove(ArrivalWatch.class);
        pipeline.remove(HttpConnection.class);
        pipeline.addLast(frames);
        handshaker
                .handshake(channel, wire, NettyResponses.headers(admitted.headers()), channel.newPromise())
                .addListener(answered -> {
                    if (answered.isSuccess()) {
                        frames.open();
                    } else {
                        frames.fail();
                    }
                });
    }

    private WebSocketServerHandshaker handshaker() {
        return new WebSocketServerHandshaker13(
                request.rawPath(),
                null,
                WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(limits.frame())
                        .closeOnProtocolViolation(false)
                        .withUTF8Validator(false)
                        .build());
    }
}
