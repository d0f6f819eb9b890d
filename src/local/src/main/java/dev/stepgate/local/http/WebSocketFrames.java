// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import dev.stepgate.local.concurrent.SerialExecutor;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The receiving side of one open WebSocket. Confined to its event loop; the session is called through a
/// mailbox.
@SuppressWarnings("FutureReturnValueIgnored") // a channel reports its failures to exceptionCaught
final class WebSocketFrames extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int MESSAGES_AT_ONCE = 64;
    private static final int BYTES_AT_ONCE = 2 * 1024 * 1024;
    private static final int NO_CODE = 1005;
    private static final int BROKEN = 1006;
    private static final int GOING_AWAY = 1001;
    private static final int FAILED = 1011;

    private final SocketChannel channel;
    private final SerialExecutor mailbox;
    private final WebSocketSession session;
    private final FragmentedMessage message;
    private final WebSocketSender sender;
    private int unanswered;
    private int unansweredBytes;
    private boolean over;

    WebSocketFrames(SocketChannel channel, HttpLimits limits, SerialExecutor mailbox, WebSocketSession session) {
        this.channel = channel;
        this.mailbox = mailbox;
        this.session = session;
        this.message = new FragmentedMessage(limits.message());
        this.sender = new WebSocketSender(channel, limits.patience().closing());
    }

    /// Called when the handshake's answer has been written.
    void open() {
        mailbox.post(() -> session.opened(sender));
        adjustReading();
    }

    /// Called when the handshake's answer could not be written.
    void fail() {
        end(BROKEN, "");
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            if (!(frame instanceof WebSocketFrame data) || (over && data instanceof CloseWebSocketFrame)) {
                channel.close();
            } else if (!over) {
                take(data);
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    private void take(WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> takeData(text, true);
            case BinaryWebSocketFrame binary -> takeData(binary, true);
            case ContinuationWebSocketFrame more -> takeData(more, false);
            case PingWebSocketFrame ping -> {
                channel.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
                deliver(0, this::alive);
            }
            case PongWebSocketFrame _ -> deliver(0, this::alive);
            case CloseWebSocketFrame close -> closeAsked(close);
            default -> throw new IllegalStateException("not a frame of RFC 6455: " + frame.getClass());
        }
    }

    private CompletionStage<?> alive() {
        session.alive();
        return CompletableFuture.completedFuture(true);
    }

    private void takeData(WebSocketFrame frame, boolean first) {
        message.add(frame, first);
        if (frame.isFinalFragment()) {
            byte[] whole = message.take();
            if (message.isText()) {
                String text = FragmentedMessage.decode(whole);
                deliver(whole.length, () -> session.text(text));
            } else {
                deliver(whole.length, () -> session.binary(whole));
            }
        }
    }

    private void deliver(int bytes, Supplier<CompletionStage<?>> call) {
        unanswered++;
        unansweredBytes += bytes;
        adjustReading();
        mailbox.post(() -> {
            try {
                call.get().whenComplete((_, failure) -> answered(bytes, failure));
            } catch (RuntimeException e) {
                answered(bytes, e);
            }
        });
    }

    /// Counts a finished message. It is not a failure if the client of its reply has gone.
    private void answered(int bytes, @Nullable Throwable failure) {
        OutOfMemory.tell(failure);
        if (failure != null && sender.isOpen()) {
            LOG.error("handling a WebSocket message failed", failure);
            sender.close(FAILED, "");
        }
        if (channel.isActive()) {
            channel.eventLoop().execute(() -> {
                unanswered--;
                unansweredBytes -= bytes;
                adjustReading();
            });
        }
    }

    /// Applies backpressure: reading stops while messages pile up, or while the client does not read.
    private void adjustReading() {
        boolean hasRoom = unanswered < MESSAGES_AT_ONCE && unansweredBytes < BYTES_AT_ONCE;
        channel.config().setAutoRead(over || (hasRoom && channel.isWritable()));
    }

    private void closeAsked(CloseWebSocketFrame close) {
        int code = close.statusCode() < 0 ? NO_CODE : close.statusCode();
        String reason = close.reasonText();
        end(sender.closedByUs().orElse(code), reason);
        sender.answerClose(close.retain());
    }

    private void end(int code, String reason) {
        if (!over) {
            over = true;
            mailbox.post(() -> session.closed(code, reason));
            adjustReading();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        adjustReading();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(sender.closedByUs().orElse(BROKEN), "");
        sender.ended();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == Connections.Draining.BEGUN) {
            sender.close(GOING_AWAY, "");
        }
        if (event == Connections.Draining.IN_USE) {
            channel.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException corrupt -> {
                String reason = String.valueOf(corrupt.getMessage());
                sender.close(corrupt.closeStatus().code(), reason);
                end(corrupt.closeStatus().code(), reason);
            }
            case IOException _ -> channel.close();
            default -> {
                OutOfMemory.tell(cause);
                LOG.error("a WebSocket failed", cause);
                channel.close();
            }
        }
    }
}
