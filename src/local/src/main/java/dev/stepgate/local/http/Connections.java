// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// The open connections of one server, and the setup of new ones.
final class Connections extends ChannelInitializer<SocketChannel> {
    private static final int PART_BYTES = 64 * 1024;

    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final HttpLimits limits;
    private final ServerHandlers handlers;
    private final HandlerCaller answers;

    Connections(HttpLimits limits, ServerHandlers handlers, Executor workers) {
        this.limits = limits;
        this.handlers = handlers;
        this.answers = new HandlerCaller(handlers.http(), workers);
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        open.add(channel);
        HttpDecoderConfig decoding = new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLine())
                .setMaxHeaderSize(limits.headers())
                .setMaxChunkSize(PART_BYTES);
        HttpConnection connection = new HttpConnection(channel, limits, answers, handlers);
        channel.pipeline()
                .addLast(new ArrivalWatch(connection))
                .addLast(new HttpRequestDecoder(decoding))
                .addLast(new HttpResponseEncoder())
                .addLast(connection);
    }

    int count() {
        return open.size();
    }

    /// Asks every connection to end, and closes those that have not ended after `grace`.
    void drain(Duration grace) {
        for (Channel channel : open) {
            channel.pipeline().fireUserEventTriggered(Draining.BEGUN);
        }
        open.newCloseFuture().awaitUninterruptibly(grace.toMillis());
        open.close().awaitUninterruptibly(grace.toMillis());
    }

    /// Closes the connections in use; returns when that is done, or after `patience`.
    void disconnect(Duration patience) {
        List<Future<?>> told = new ArrayList<>();
        for (Channel channel : open) {
            told.add(channel.eventLoop().submit(() -> channel.pipeline().fireUserEventTriggered(Draining.IN_USE)));
        }
        long end = System.nanoTime() + patience.toNanos();
        told.forEach(each -> each.awaitUninterruptibly(end - System.nanoTime(), TimeUnit.NANOSECONDS));
    }

    /// Tells a connection's handlers to end.
    enum Draining {
        /// The server stops: started work may finish.
        BEGUN,
        /// Connections in use are closed without waiting.
        IN_USE
    }
}
