// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// Bytes of a [Frame] that is being written, as many as it needs. Not thread-safe.
final class FrameBuffer {
    private static final int USUAL = 64 << 10;

    private ByteBuffer bytes = ByteBuffer.allocate(USUAL);

    /// Begins another frame.
    ///
    /// @param head the number of bytes that are filled in later
    void clear(int head) {
        if (bytes.capacity() > USUAL) {
            bytes = ByteBuffer.allocate(USUAL);
        }
        bytes.clear().position(head);
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int needed = Math.addExact(bytes.position(), more);
            ByteBuffer larger =
                    ByteBuffer.allocate(Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * needed)));
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }

    void kind(byte kind) {
        room(Byte.BYTES).put(kind);
    }

    void number(int number) {
        room(Integer.BYTES).putInt(number);
    }

    void text(String text) {
        value(text.getBytes(UTF_8));
    }

    void value(byte[] value) {
        number(value.length);
        room(value.length).put(value);
    }

    /// Returns what was written, from the first byte.
    ByteBuffer bytes() {
        return bytes.flip();
    }
}
