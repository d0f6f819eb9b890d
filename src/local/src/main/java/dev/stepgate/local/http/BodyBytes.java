// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// The body of a request as it arrives. Its array doubles with what has arrived, up to the length that the client has
/// announced: who announces much and sends little takes little memory.
final class BodyBytes {
    private static final byte[] NOTHING = {};
    private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private final long announced;
    private byte[] bytes = NOTHING;
    private int size;

    /// @param announced the length; [Long#MAX_VALUE] when it is unknown
    BodyBytes(long announced) {
        this.announced = announced;
    }

    int size() {
        return size;
    }

    void add(ByteBuf content) {
        int more = content.readableBytes();
        if (bytes.length - size < more) {
            long room = Math.max((long) size + more, Math.min(announced, 2L * size));
            bytes = Arrays.copyOf(bytes, (int) Math.min(room, MAX_LENGTH));
        }
        content.readBytes(bytes, size, more);
        size += more;
    }

    byte[] whole() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
