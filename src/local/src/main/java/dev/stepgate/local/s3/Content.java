// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The bytes of an object or a part. Immutable; consists of pieces, so that completing a multipart upload
/// copies nothing.
final class Content {
    private static final byte[] NOTHING = {};

    private final List<byte[]> pieces;
    private final long length;

    private Content(List<byte[]> pieces) {
        this.pieces = pieces;
        this.length = pieces.stream().mapToLong(piece -> piece.length).sum();
    }

    /// @param bytes must not be modified any more
    static Content of(byte[] bytes) {
        return new Content(List.of(bytes));
    }

    static Content concat(List<Content> parts) {
        return new Content(parts.stream().flatMap(part -> part.pieces.stream()).toList());
    }

    long length() {
        return length;
    }

    void forEach(Consumer<byte[]> consumer) {
        pieces.forEach(consumer);
    }

    /// Returns all bytes, which must not be modified, because a single piece is not copied.
    byte[] bytes() {
        return pieces.size() == 1 ? pieces.getFirst() : bytes(0, length);
    }

    /// Returns a copy of the bytes from `from` up to, but not including, `to`, at most as many as fit into an
    /// array.
    byte[] bytes(long from, long to) {
        if (from >= to) {
            return NOTHING;
        }
        byte[] copy = new byte[Math.toIntExact(to - from)];
        long begin = 0;
        for (byte[] piece : pieces) {
            long first = Math.max(from, begin);
            long end = Math.min(to, begin + piece.length);
            if (first < end) {
                System.arraycopy(piece, (int) (first - begin), copy, (int) (first - from), (int) (end - first));
            }
            begin += piece.length;
        }
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && Arrays.equals(bytes(), content.bytes());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(length);
    }
}
