// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Watches for the first bytes of a request, which the codec does not report until the head is complete.
final class ArrivalWatch extends ChannelInboundHandlerAdapter {
    private final HttpConnection connection;

    ArrivalWatch(HttpConnection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        connection.bytesArrived();
        context.fireChannelRead(message);
    }
}
