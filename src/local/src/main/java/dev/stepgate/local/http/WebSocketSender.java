// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The sending side of one open WebSocket.
@SuppressWarnings("FutureReturnValueIgnored") // a channel reports its failures to exceptionCaught
final class WebSocketSender implements WebSocketConnection {
    private static final int OPEN = 0;
    private static final long UNSENT_BYTES = 4L << 20;

    /// Counted before the event loop has seen them: it may be busy while others send.
    private static final long MAX_UNSENT_BYTES = 32L << 20;

    private final SocketChannel channel;
    private final Duration patience;
    private final Deadline closing;
    private final AtomicInteger closeCode = new AtomicInteger(OPEN);
    private final AtomicLong unsent = new AtomicLong();

    WebSocketSender(SocketChannel channel, Duration patience) {
        this.channel = channel;
        this.patience = patience;
        this.closing = new Deadline(channel);
    }

    @Override
    public CompletionStage<?> sendText(String message) {
        return send(new TextWebSocketFrame(message));
    }

    @Override
    public CompletionStage<?> sendBinary(byte[] message) {
        return send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message)));
    }

    private CompletionStage<?> send(WebSocketFrame frame) {
        int bytes = frame.content().readableBytes();
        boolean fits = unsent.addAndGet(bytes) <= MAX_UNSENT_BYTES;
        if (!isOpen() || !fits) {
            unsent.addAndGet(-bytes);
            if (!fits) {
                channel.close();
            }
            return refused(frame, fits ? "the WebSocket is closed" : "the client does not take what it is sent");
        }
        CompletionStage<?> sent = write(frame, bytes);
        if (!channel.isWritable()) {
            channel.eventLoop().execute(this::dropIfClogged);
        }
        return sent;
    }

    private CompletionStage<?> write(WebSocketFrame frame, int bytes) {
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        ChannelFuture written = channel.writeAndFlush(frame);
        written.addListener(done -> {
            unsent.addAndGet(-bytes);
            if (done.isSuccess()) {
                sent.complete(true);
            } else {
                sent.completeExceptionally(done.cause());
            }
        });
        return sent;
    }

    private static CompletionStage<?> refused(WebSocketFrame frame, String why) {
        frame.release();
        return CompletableFuture.failedFuture(new IllegalStateException(why));
    }

    /// Drops a connection whose client does not read, before it fills our memory.
    private void dropIfClogged() {
        if (channel.bytesBeforeWritable() > UNSENT_BYTES) {
            channel.close();
        }
    }

    @Override
    public void close(int code, String reason) {
        if (closeCode.compareAndSet(OPEN, code)) {
            channel.eventLoop().execute(() -> {
                channel.writeAndFlush(new CloseWebSocketFrame(code, reason));
                closing.set(patience, channel::close);
            });
        }
    }

    /// Answers the client's close frame, unless this side closed first, and ends the connection.
    void answerClose(CloseWebSocketFrame close) {
        if (closeCode.compareAndSet(OPEN, close.statusCode())) {
            channel.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE);
        } else {
            close.release();
            channel.close();
        }
    }

    /// Called when the connection has ended.
    void ended() {
        closing.cancel();
    }

    @Override
    public boolean isOpen() {
        return closeCode.get() == OPEN
                && channel.isActive()
                && !channel.eventLoop().isShuttingDown();
    }

    /// The code of the closing handshake that this side began.
    OptionalInt closedByUs() {
        int code = closeCode.get();
        return code == OPEN ? OptionalInt.empty() : OptionalInt.of(code);
    }
}
