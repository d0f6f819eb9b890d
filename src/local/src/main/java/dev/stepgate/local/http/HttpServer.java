// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import dev.stepgate.local.concurrent.VirtualThreads;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;

/// An HTTP/1.1 server (RFC 9112) that also opens WebSockets (RFC 6455) where it is given a handler for them.
///
/// Requests of one connection are answered in their order, one at a time; at most one buffer is read from a
/// connection while its answer is awaited. A request that waits holds no thread.
public final class HttpServer implements AutoCloseable {
    private static final int NETWORK_THREADS = 2;
    private static final int BACKLOG = 1024;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final NetworkThreads network;
    private final boolean ownsNetwork;
    private final Connections connections;
    private final Channel listener;

    private HttpServer(NetworkThreads network, boolean ownsNetwork, Connections connections, Channel listener) {
        this.network = network;
        this.ownsNetwork = ownsNetwork;
        this.connections = connections;
        this.listener = listener;
    }

    /// Listens on the loopback address within API Gateway's limits.
    ///
    /// @throws ListenException when the port is in use
    public static HttpServer start(int port, HttpHandler handler) {
        return start(ServerAddress.loopback(port), HttpLimits.apiGateway(), ServerHandlers.http(handler));
    }

    /// Starts a server that calls its handlers on virtual threads, which is ready when this returns.
    ///
    /// @throws ListenException when the port is in use
    public static HttpServer start(ServerAddress address, HttpLimits limits, ServerHandlers handlers) {
        return start(address, limits, handlers, VirtualThreads.FOR_REQUESTS);
    }

    /// Starts a server, which is ready when this returns.
    ///
    /// @param workers call the handlers
    /// @throws ListenException when the port is in use
    public static HttpServer start(
            ServerAddress address, HttpLimits limits, ServerHandlers handlers, Executor workers) {
        NetworkThreads network = new NetworkThreads("http", NETWORK_THREADS);
        try {
            Connections connections = new Connections(limits, handlers, workers);
            return new HttpServer(network, true, connections, listen(network, address, connections));
        } catch (ListenException e) {
            network.close();
            throw e;
        }
    }

    /// Starts a server for few requests, on threads that several such servers share; closing it leaves them
    /// running. Unlike elsewhere, its handler is called on these threads, and so must not block.
    ///
    /// @throws ListenException when the port is in use
    public static HttpServer startOn(
            NetworkThreads network, ServerAddress address, HttpLimits limits, ServerHandlers handlers) {
        Connections connections = new Connections(limits, handlers, Runnable::run);
        return new HttpServer(network, false, connections, listen(network, address, connections));
    }

    private static Channel listen(NetworkThreads network, ServerAddress address, Connections connections) {
        ChannelFuture bound = new ServerBootstrap()
                .group(network.group())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.ALLOCATOR, SmallArenas.ALLOCATOR)
                .childHandler(connections)
                .bind(address.host(), address.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new ListenException(address, bound.cause());
        }
        return bound.channel();
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /// The number of open connections, including WebSockets.
    public int connectionCount() {
        return connections.count();
    }

    /// Closes every connection that waits for an answer, and every WebSocket, but keeps listening.
    public void disconnect() {
        connections.disconnect(GRACE);
    }

    /// Stops listening, gives running requests a moment to be answered, tells WebSockets that it goes away
    /// (1001) and closes the rest.
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        connections.drain(GRACE);
        if (ownsNetwork) {
            network.close();
        }
    }

    /// Two small pools of direct memory, shared by all servers of this JVM: by default they would be sized
    /// for a machine that does nothing else.
    private static final class SmallArenas {
        private static final int PAGE_BYTES = 8192;
        private static final int CHUNK_DOUBLINGS = 6;
        static final PooledByteBufAllocator ALLOCATOR = new PooledByteBufAllocator(
                true,
                0,
                NETWORK_THREADS,
                PAGE_BYTES,
                CHUNK_DOUBLINGS,
                PooledByteBufAllocator.defaultSmallCacheSize(),
                PooledByteBufAllocator.defaultNormalCacheSize(),
                false);
    }
}
