// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One commit in the [Journal]: its length, a checksum of what follows, its number, and its changes. Texts and
/// values have their lengths before them.
///
/// @param commit its number; each is one more than that of the frame before
record Frame(long commit, Batch batch) {
    private static final int CHECKED_FROM = 2 * Integer.BYTES;
    private static final int HEAD = CHECKED_FROM + Long.BYTES;

    private static final byte PUT = 1;
    private static final byte PUT_NEW = 2;
    private static final byte REMOVE = 3;

    /// Returns the bytes of the frame in a buffer that is used again for the next one.
    ByteBuffer write(FrameBuffer buffer) {
        buffer.clear(HEAD);
        batch.parts().forEach((records, part) -> write(buffer, records, part));
        ByteBuffer bytes = buffer.bytes();
        bytes.putInt(0, bytes.limit()).putLong(CHECKED_FROM, commit).putInt(Integer.BYTES, checksum(bytes));
        return bytes;
    }

    private static void write(FrameBuffer buffer, String records, Batch.Part part) {
        if (part.isEmpty()) {
            return;
        }
        buffer.text(records);
        buffer.number(part.removed().size());
        part.removed().forEach(buffer::text);
        buffer.number(part.last().size());
        part.last().values().forEach(change -> write(buffer, change));
    }

    private static void write(FrameBuffer buffer, Change change) {
        switch (change) {
            case Change.Put put -> {
                buffer.kind(put.isNew() ? PUT_NEW : PUT);
                buffer.text(put.key());
                buffer.value(put.value().get());
            }
            case Change.Remove remove -> {
                buffer.kind(REMOVE);
                buffer.text(remove.key());
            }
            case Change.RemoveAll all -> throw new IllegalStateException("not the last change of a key: " + all);
        }
    }

    private static int checksum(ByteBuffer frame) {
        CRC32C checksum = new CRC32C();
        checksum.update(frame.duplicate().position(CHECKED_FROM));
        return (int) checksum.getValue();
    }

    /// Reads the frame at the buffer's position, and moves that behind it; empty where there is none as a whole.
    static Optional<Frame> read(ByteBuffer file) {
        if (file.remaining() < HEAD) {
            return Optional.empty();
        }
        int length = file.getInt(file.position());
        if (length < HEAD || length > file.remaining()) {
            return Optional.empty();
        }
        ByteBuffer frame = file.slice(file.position(), length);
        if (checksum(frame) != frame.getInt(Integer.BYTES)) {
            return Optional.empty();
        }
        file.position(file.position() + length);
        Frame read = new Frame(frame.getLong(CHECKED_FROM), new Batch());
        for (frame.position(HEAD); frame.hasRemaining(); ) {
            readPart(frame, read.batch);
        }
        return Optional.of(read);
    }

    private static void readPart(ByteBuffer frame, Batch batch) {
        String records = text(frame);
        for (int left = frame.getInt(); left > 0; left--) {
            batch.add(new Change.RemoveAll(records, text(frame)));
        }
        for (int left = frame.getInt(); left > 0; left--) {
            byte kind = frame.get();
            String key = text(frame);
            batch.add(
                    kind == REMOVE
                            ? new Change.Remove(records, key)
                            : new Change.Put(records, key, RecordBytes.of(value(frame)), kind == PUT_NEW));
        }
    }

    private static String text(ByteBuffer frame) {
        return new String(value(frame), UTF_8);
    }

    private static byte[] value(ByteBuffer frame) {
        byte[] value = new byte[frame.getInt()];
        frame.get(value);
        return value;
    }
}
