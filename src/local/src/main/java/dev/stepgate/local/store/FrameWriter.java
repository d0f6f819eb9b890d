// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/// Writes the bytes of one [Frame] after the other through a buffer: a small one by one write; a large one in parts,
/// and its head last. Not thread-safe.
final class FrameWriter {
    private static final int SIZE = 256 << 10;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
    private final CRC32C checksum = new CRC32C();
    private final FileChannel file;
    private long begin;
    private long end;

    FrameWriter(FileChannel file) {
        this.file = file;
    }

    /// Begins a frame, and leaves room for its head.
    void begin(long position) {
        begin = position;
        end = position;
        checksum.reset();
        Frame.head(buffer.clear(), 0, 0, 0); // no frame, until its head is written
        buffer.position(Frame.HEAD);
    }

    private ByteBuffer room(int more) throws IOException {
        if (buffer.remaining() < more) {
            flush();
        }
        return buffer;
    }

    void kind(byte kind) throws IOException {
        room(Byte.BYTES).put(kind);
    }

    void number(int number) throws IOException {
        room(Integer.BYTES).putInt(number);
    }

    void text(String text) throws IOException {
        value(text.getBytes(UTF_8));
    }

    void value(byte[] value) throws IOException {
        number(value.length);
        for (int from = 0; from < value.length; ) {
            int part = Math.min(value.length - from, room(1).remaining());
            buffer.put(value, from, part);
            from += part;
        }
    }

    /// Writes what is left, and the head. Returns the position behind the frame.
    long end(long commit) throws IOException {
        boolean isWhole = end == begin;
        check();
        long length = end - begin + buffer.position();
        checksum.update(Frame.bytes(commit));
        if (!isWhole) {
            flushChecked();
            buffer.position(Frame.HEAD);
        }
        Frame.head(buffer, Math.toIntExact(length), (int) checksum.getValue(), commit);
        write(buffer.flip(), begin);
        return begin + length;
    }

    private void flush() throws IOException {
        check();
        flushChecked();
    }

    private void check() {
        checksum.update(buffer.duplicate().flip().position(end == begin ? Frame.HEAD : 0));
    }

    private void flushChecked() throws IOException {
        end += write(buffer.flip(), end);
        buffer.clear();
    }

    private int write(ByteBuffer bytes, long position) throws IOException {
        int length = bytes.limit();
        while (bytes.hasRemaining()) {
            int unused = file.write(bytes, position + bytes.position());
        }
        return length;
    }
}
