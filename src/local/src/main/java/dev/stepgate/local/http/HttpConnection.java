// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import dev.stepgate.local.http.WebSocketHandler.Admission;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection that speaks HTTP: assembles requests, has them answered one after another, and refuses
/// those that are malformed, too large or too slow. Confined to its event loop.
@SuppressWarnings("FutureReturnValueIgnored") // a channel reports its failures to exceptionCaught
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private enum Phase {
        IDLE,
        HEAD,
        BODY,
        ANSWERING,
        ENDING
    }

    private static final int BROKEN = 1006;

    private final SocketChannel channel;
    private final HttpLimits limits;
    private final HandlerCaller answers;
    private final ServerHandlers handlers;
    private final Deadline deadline;
    private final Queue<Object> early = new ArrayDeque<>(0);

    private Phase phase = Phase.IDLE;
    private boolean draining;
    private boolean hasClientEnded;
    private long held;
    private @Nullable RequestHead head;
    private BodyBytes body = new BodyBytes(0);

    HttpConnection(SocketChannel channel, HttpLimits limits, HandlerCaller answers, ServerHandlers handlers) {
        this.channel = channel;
        this.limits = limits;
        this.answers = answers;
        this.handlers = handlers;
        this.deadline = new Deadline(channel);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        awaitRequest();
    }

    private void awaitRequest() {
        release();
        phase = Phase.IDLE;
        deadline.set(limits.patience().idle(), channel::close);
        while (phase != Phase.ANSWERING && !early.isEmpty()) {
            take(early.remove());
        }
        readOn();
    }

    private void readOn() {
        if (phase != Phase.ANSWERING && hasClientEnded) {
            channel.close();
        } else if (phase != Phase.ANSWERING) {
            channel.read();
        }
    }

    /// Called when the first or further bytes of a request have arrived.
    void bytesArrived() {
        if (phase == Phase.IDLE) {
            phase = Phase.HEAD;
            deadline.set(limits.patience().head(), () -> refuse(HttpRefusal.TOO_SLOW));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        if (phase == Phase.ANSWERING) {
            early.add(part);
        } else {
            take(part);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        readOn();
    }

    private void take(Object part) {
        try {
            switch (part) {
                case Object _ when phase == Phase.ENDING -> {}
                case io.netty.handler.codec.http.HttpRequest request -> begin(new RequestHead(request));
                case HttpContent content -> append(content);
                default -> throw new IllegalStateException("not a part of a request: " + part.getClass());
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void begin(RequestHead begun) {
        head = begun;
        Optional<HttpRefusal> refusal = begun.refusal(limits);
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        body = new BodyBytes(begun.announcedLength());
        phase = Phase.BODY;
        deadline.set(limits.patience().body(), () -> refuse(HttpRefusal.TOO_SLOW));
        if (begun.expectsContinue()) {
            channel.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private void append(HttpContent content) {
        int more = content.content().readableBytes();
        if (content.decoderResult().isFailure()) {
            refuse(RequestHead.undecodableBody(content.decoderResult().cause(), limits));
        } else if (more > limits.body() - body.size()) {
            refuse(HttpRefusal.tooLarge(limits.body()));
        } else if (!RequestMemory.OF_THIS_MACHINE.take(more)) {
            refuse(HttpRefusal.BUSY);
        } else {
            held += more;
            body.add(content.content());
            if (content instanceof LastHttpContent && head != null) {
                answer(head);
            }
        }
    }

    /// Releases the body's share of the memory for requests.
    private void release() {
        RequestMemory.OF_THIS_MACHINE.giveBack(held);
        held = 0;
    }

    private void answer(RequestHead complete) {
        phase = Phase.ANSWERING;
        deadline.cancel();
        HttpRequest request = complete.request(body.whole(), channel.remoteAddress());
        body = new BodyBytes(0);
        if (handlers.webSocket().isPresent() && WebSocketUpgrade.isAsked(request)) {
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
            open(handlers.webSocket().get(), new WebSocketUpgrade(request, limits));
        } else if (handlers.events().isPresent() && EventStream.isAsked(request)) {
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
            listen(handlers.events().get(), request);
        } else {
            send(answers.to(request), complete.keepsAlive());
            channel.read(); // stopping and beginning again would cost two calls of the system
        }
    }

    private void open(WebSocketHandler handler, WebSocketUpgrade upgrade) {
        Optional<HttpResponse> refusal = upgrade.refusal();
        if (refusal.isPresent()) {
            send(refusal.get(), false);
            return;
        }
        answers.away(() -> handler.open(upgrade.request())).whenComplete((admission, failure) -> {
            if (admission == null) {
                send(answers.failed(upgrade.request(), failure), false);
            } else {
                channel.eventLoop().execute(() -> admit(admission, upgrade));
            }
        });
    }

    private void listen(EventStreamHandler handler, HttpRequest request) {
        answers.away(() -> CompletableFuture.completedFuture(handler.open(request)))
                .whenComplete((source, failure) -> {
                    if (source == null) {
                        send(answers.failed(request, failure), false);
                    } else if (source.isEmpty()) {
                        send(answers.to(request), false);
                    } else {
                        channel.eventLoop().execute(() -> {
                            phase = Phase.ENDING;
                            EventStream.begin(channel, source.get(), answers.workers());
                        });
                    }
                });
    }

    private void admit(Admission admission, WebSocketUpgrade upgrade) {
        switch (admission) {
            case Admission.Refused(HttpResponse response) -> send(response, false);
            case Admission.Admitted admitted -> {
                Optional<HttpRefusal> refusal = refusal(admitted);
                if (refusal.isPresent()) {
                    answers.workers().execute(() -> admitted.session().closed(BROKEN, ""));
                    send(refusal.get().response(), false);
                } else {
                    phase = Phase.ENDING;
                    upgrade.complete(channel, admitted, answers.workers());
                }
            }
        }
    }

    /// Refuses a WebSocket whose client sends frames before it has the answer (RFC 6455, section 4.1).
    private Optional<HttpRefusal> refusal(Admission.Admitted admitted) {
        if (!early.isEmpty()) {
            return Optional.of(HttpRefusal.malformed("Frames came before the handshake was answered"));
        }
        try {
            NettyResponses.headers(admitted.headers());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            LOG.error("the answer to a handshake holds a header field that HTTP does not allow", e);
            return Optional.of(HttpRefusal.FAILED);
        }
    }

    private void refuse(HttpRefusal refusal) {
        phase = Phase.ANSWERING;
        body = new BodyBytes(0);
        send(answers.to(refusal), false);
    }

    private void send(CompletionStage<HttpResponse> response, boolean keepAlive) {
        response.thenAccept(ready -> {
            if (channel.eventLoop().inEventLoop() && early.isEmpty()) {
                send(ready, keepAlive);
            } else {
                channel.eventLoop().execute(() -> send(ready, keepAlive));
            }
        });
    }

    private void send(HttpResponse response, boolean keepAlive) {
        boolean last = draining || !keepAlive || (hasClientEnded && early.isEmpty());
        boolean keptAlive = !last && head != null && head.isOldVersion();
        awaitMoreWritten();
        write(response, last ? "close" : keptAlive ? "keep-alive" : "").addListener(sent -> {
            if (!sent.isSuccess() || draining) {
                channel.close();
            } else if (last) {
                linger();
            } else {
                awaitRequest();
            }
        });
    }

    /// @param connection the value of the field `Connection`; empty for none
    private ChannelFuture write(HttpResponse response, String connection) {
        ChannelHandlerContext encoder = channel.pipeline().context(HttpResponseEncoder.class);
        boolean isHead = head != null && head.isHead();
        if (encoder != null && !isHead && response.file().isEmpty()) { // there is none when the client has gone
            Optional<ByteBuf> bytes = ResponseBytes.of(channel.alloc(), response, connection);
            if (bytes.isPresent()) {
                return encoder.writeAndFlush(bytes.get());
            }
        }
        FullHttpResponse wire = wire(response);
        if (!connection.isEmpty()) {
            wire.headers().set(HttpHeaderNames.CONNECTION, connection);
        }
        boolean isReplaced = wire.status().code() != response.status();
        return response.file().isEmpty() || isHead || isReplaced
                ? channel.writeAndFlush(wire)
                : FileSending.write(channel, wire, response, this::awaitMoreWritten);
    }

    private void awaitMoreWritten() {
        deadline.set(limits.patience().write(), channel::close);
    }

    private FullHttpResponse wire(HttpResponse response) {
        try {
            return head != null && head.isHead()
                    ? NettyResponses.describing(response)
                    : NettyResponses.response(response);
        } catch (IllegalArgumentException e) {
            LOG.error("a response holds a header field that HTTP does not allow", e);
            return NettyResponses.response(HttpRefusal.FAILED.response());
        }
    }

    /// Closes our side, and reads on until the other side has closed too: closing at once, with bytes unread,
    /// would destroy the answer on its way (RFC 9112, section 9.6).
    private void linger() {
        release();
        phase = Phase.ENDING;
        deadline.set(limits.patience().closing(), channel::close);
        channel.shutdownOutput();
        readOn();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            clientEnded();
        }
        if (event == Connections.Draining.BEGUN) {
            draining = true;
            if (phase == Phase.IDLE || phase == Phase.ENDING) {
                channel.close();
            }
        }
        if (event == Connections.Draining.IN_USE && phase != Phase.IDLE) {
            channel.close();
        }
    }

    /// A client that has closed its side may still await the answer to its last request.
    private void clientEnded() {
        hasClientEnded = true;
        if (phase != Phase.ANSWERING) {
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        phase = Phase.ENDING;
        deadline.end();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        release();
        deadline.end();
        early.forEach(ReferenceCountUtil::release);
        early.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        OutOfMemory.tell(cause);
        if (!(cause instanceof IOException)) {
            LOG.error("a connection failed", cause);
        }
        channel.close();
    }
}
