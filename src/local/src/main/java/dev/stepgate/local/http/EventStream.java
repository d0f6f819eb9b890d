// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection on which a client listens to server-sent events, until it goes away. The source is polled
/// several times a second; an occasional comment detects a client that has gone. Confined to its event loop.
@SuppressWarnings("FutureReturnValueIgnored") // a channel reports its failures to exceptionCaught
final class EventStream extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int PERIOD_MILLIS = 200;
    private static final int TICKS_BETWEEN_SIGNS = 75;
    private static final int TICKS_OF_PATIENCE = 300;

    private final SocketChannel channel;
    private final EventSource source;
    private final Executor workers;
    private @Nullable ScheduledFuture<?> asking;
    private boolean asked;
    private int silent;
    private int clogged;

    private EventStream(SocketChannel channel, EventSource source, Executor workers) {
        this.channel = channel;
        this.source = source;
        this.workers = workers;
    }

    static boolean isAsked(HttpRequest request) {
        return request.method().equals("GET")
                && request.headers()
                        .first("Accept")
                        .filter(type -> type.startsWith("text/event-stream"))
                        .isPresent();
    }

    /// Answers the request and then sends events to the client. Called on the channel's event loop.
    static void begin(SocketChannel channel, EventSource source, Executor workers) {
        EventStream stream = new EventStream(channel, source, workers);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.remove(ArrivalWatch.class);
        pipeline.remove(HttpConnection.class);
        pipeline.addLast(stream);
        channel.writeAndFlush(head());
        stream.asking =
                channel.eventLoop().scheduleWithFixedDelay(stream::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        if (!channel.isActive()) {
            stream.end();
        }
        channel.read();
    }

    private static HttpResponse head() {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        return head;
    }

    private void tick() {
        if (!channel.isWritable()) {
            clogged++;
            if (clogged > TICKS_OF_PATIENCE) {
                channel.close();
            }
        } else if (!asked) {
            clogged = 0;
            asked = true;
            workers.execute(this::ask);
        }
    }

    private void ask() {
        try {
            List<ServerSentEvent> events = source.next();
            channel.eventLoop().execute(() -> tell(events));
        } catch (RuntimeException e) {
            LOG.error("a source of server-sent events failed", e);
            channel.close();
        }
    }

    private void tell(List<ServerSentEvent> events) {
        asked = false;
        silent = events.isEmpty() ? silent + 1 : 0;
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.text()));
        if (silent > TICKS_BETWEEN_SIGNS) {
            silent = 0;
            text.append(":\n\n");
        }
        if (!text.isEmpty()) {
            channel.writeAndFlush(
                    new DefaultHttpContent(Unpooled.copiedBuffer(text.toString(), StandardCharsets.UTF_8)));
        }
    }

    private void end() {
        if (asking != null) {
            asking.cancel(false);
            asking = null;
            workers.execute(source::closed);
        }
    }

    /// Ignores anything that a listening client sends.
    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        ReferenceCountUtil.release(part);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        channel.read();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Connections.Draining) {
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        OutOfMemory.tell(cause);
        if (!(cause instanceof IOException)) {
            LOG.error("a stream of events failed", cause);
        }
        channel.close();
    }
}
