// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/// The threads that read and write for one [HttpServer] or for many small ones. A thread is started when the
/// first connection or listener needs it.
public final class NetworkThreads implements AutoCloseable {
    private static final int GRACE_MILLIS = 2000;

    static {
        NetworkLog.install();
        if (System.getProperty("io.netty.leakDetection.level") == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED); // it traces every 128th buffer
        }
    }

    private final EventLoopGroup group;

    /// @param name the prefix of the threads' names
    public NetworkThreads(String name, int count) {
        group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    EventLoopGroup group() {
        return group;
    }

    /// Ends the threads; the servers on them must have been closed.
    @Override
    public void close() {
        group.shutdownGracefully(0, GRACE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
