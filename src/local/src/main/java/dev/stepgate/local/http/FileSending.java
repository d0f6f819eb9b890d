// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/// Writes a response whose body is in a file, as the client takes it: none of it is held in memory.
@SuppressWarnings("FutureReturnValueIgnored") // where one write fails, the last one does too
final class FileSending {
    private FileSending() {}

    /// @param head with the length of everything
    /// @param progress called in the event loop whenever the client has taken more
    static ChannelFuture write(Channel channel, FullHttpResponse head, HttpResponse response, Runnable progress) {
        channel.write(new DefaultHttpResponse(head.protocolVersion(), head.status(), head.headers()));
        channel.write(new DefaultHttpContent(Unpooled.wrappedBuffer(response.body())));
        response.file().forEach(part -> channel.write(new Region(part, progress)));
        return channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static final class Region extends DefaultFileRegion {
        private final FilePart part;
        private final Runnable progress;

        Region(FilePart part, Runnable progress) {
            super(part.file(), part.position(), part.length());
            this.part = part;
            this.progress = progress;
        }

        @Override
        public long transferTo(WritableByteChannel target, long position) throws IOException {
            long sent = super.transferTo(target, position);
            if (sent > 0) {
                progress.run();
            }
            return sent;
        }

        /// The file stays open: others read it too.
        @Override
        protected void deallocate() {}

        @Override
        public String toString() {
            return part.toString();
        }
    }
}
