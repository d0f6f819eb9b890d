// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One commit in the [Journal]: its length, a checksum of its changes and its number, the number, and the changes.
/// Texts
/// and values have their lengths before them.
///
/// @param commit its number; each is one more than that of the frame before
record Frame(long commit, Batch batch) {
    /// The bytes before the changes: the length with them, the checksum, the number.
    static final int HEAD = 2 * Integer.BYTES + Long.BYTES;

    private static final byte PUT = 1;
    private static final byte PUT_NEW = 2;
    private static final byte REMOVE = 3;

    /// Writes the frame at a position of a file. Returns the one behind it.
    long write(FrameWriter file, long position) throws IOException {
        file.begin(position);
        for (Map.Entry<String, Batch.Part> part : batch.parts().entrySet()) {
            write(file, part.getKey(), part.getValue());
        }
        return file.end(commit);
    }

    private static void write(FrameWriter file, String records, Batch.Part part) throws IOException {
        if (part.isEmpty()) {
            return;
        }
        file.text(records);
        file.number(part.removed().size());
        for (String prefix : part.removed()) {
            file.text(prefix);
        }
        file.number(part.last().size());
        for (Change change : part.last().values()) {
            write(file, change);
        }
    }

    private static void write(FrameWriter file, Change change) throws IOException {
        switch (change) {
            case Change.Put put -> {
                file.kind(put.isNew() ? PUT_NEW : PUT);
                file.text(put.key());
                file.value(put.value().get());
            }
            case Change.Remove remove -> {
                file.kind(REMOVE);
                file.text(remove.key());
            }
            case Change.RemoveAll all -> throw new IllegalStateException("not the last change of a key: " + all);
        }
    }

    static void head(ByteBuffer frame, int length, int checksum, long commit) {
        frame.putInt(0, length).putInt(Integer.BYTES, checksum).putLong(2 * Integer.BYTES, commit);
    }

    static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static int checksum(ByteBuffer frame) {
        CRC32C checksum = new CRC32C();
        checksum.update(frame.duplicate().position(HEAD));
        checksum.update(bytes(frame.getLong(2 * Integer.BYTES)));
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
        Frame read = new Frame(frame.getLong(2 * Integer.BYTES), new Batch());
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
