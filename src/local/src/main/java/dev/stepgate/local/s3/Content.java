// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import dev.stepgate.local.http.FilePart;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The bytes of an object or a part. Immutable; consists of pieces in memory or in the [ContentFile], so that neither
/// completing a multipart upload nor a copy copies anything.
final class Content {
    static final Content NONE = new Content(List.of());

    private static final byte[] NOTHING = {};
    private static final int READ_AT_ONCE = 256 << 10;

    private final List<Piece> pieces;
    private final long length;

    private Content(List<Piece> pieces) {
        this.pieces = pieces;
        this.length = pieces.stream().mapToLong(Piece::length).sum();
    }

    sealed interface Piece {
        long length();

        /// Returns the bytes from `from` up to, but not including, `to`.
        Piece slice(long from, long to);

        void copy(long from, ByteBuffer target);

        @SuppressWarnings("ArrayRecordComponent") // never compared
        record InMemory(byte[] bytes, int first, int end) implements Piece {
            @Override
            public long length() {
                return (long) end - first;
            }

            @Override
            public Piece slice(long from, long to) {
                return new InMemory(bytes, (int) (first + from), (int) (first + to));
            }

            @Override
            public void copy(long from, ByteBuffer target) {
                target.put(bytes, (int) (first + from), target.remaining());
            }
        }

        record OnDisk(FilePart part) implements Piece {
            @Override
            public long length() {
                return part.length();
            }

            @Override
            public Piece slice(long from, long to) {
                return new OnDisk(new FilePart(part.file(), part.position() + from, to - from, part.keeper()));
            }

            @Override
            public void copy(long from, ByteBuffer target) {
                part.read(from, target);
            }
        }
    }

    /// @param bytes must not be modified any more
    static Content of(byte[] bytes) {
        return new Content(List.of(new Piece.InMemory(bytes, 0, bytes.length)));
    }

    static Content of(List<FilePart> parts) {
        return new Content(parts.stream().<Piece>map(Piece.OnDisk::new).toList());
    }

    static Content concat(List<Content> parts) {
        return new Content(parts.stream().flatMap(part -> part.pieces.stream()).toList());
    }

    long length() {
        return length;
    }

    /// The number of bytes that are in memory.
    long memory() {
        return pieces.stream()
                .filter(Piece.InMemory.class::isInstance)
                .mapToLong(Piece::length)
                .sum();
    }

    /// Returns the parts of the file that hold all bytes; empty when one of them is in memory.
    Optional<List<FilePart>> onDisk() {
        List<FilePart> parts = new ArrayList<>();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.InMemory _ -> {
                    return Optional.empty();
                }
                case Piece.OnDisk(FilePart part) -> parts.add(part);
            }
        }
        return Optional.of(parts);
    }

    /// Returns the bytes from `from` up to, but not including, `to`, without copying them.
    Content slice(long from, long to) {
        List<Piece> found = new ArrayList<>();
        long begin = 0;
        for (Piece piece : pieces) {
            long first = Math.max(from, begin);
            long end = Math.min(to, begin + piece.length());
            if (first < end) {
                found.add(piece.slice(first - begin, end - begin));
            }
            begin += piece.length();
        }
        return new Content(found);
    }

    /// Passes on all bytes in buffers that are valid during the call.
    void forEach(Consumer<ByteBuffer> consumer) {
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.InMemory(byte[] bytes, int first, int end) ->
                    consumer.accept(ByteBuffer.wrap(bytes, first, end - first));
                case Piece.OnDisk onDisk -> forEach(onDisk, consumer);
            }
        }
    }

    private static void forEach(Piece.OnDisk piece, Consumer<ByteBuffer> consumer) {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(READ_AT_ONCE, piece.length()));
        for (long from = 0; from < piece.length(); from += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), piece.length() - from));
            piece.copy(from, buffer);
            consumer.accept(buffer.flip());
        }
    }

    /// Returns all bytes, which must not be modified, because a single piece is not copied.
    ///
    /// @throws dev.stepgate.local.aws.AwsException when they are on disk and too many for memory
    byte[] bytes() {
        if (pieces.size() == 1
                && pieces.getFirst() instanceof Piece.InMemory(byte[] bytes, int first, int end)
                && first == 0
                && end == bytes.length) {
            return bytes;
        }
        if (length > Contents.MAX_AT_ONCE) {
            throw S3Errors.tooLargeForMemory(length, Contents.MAX_AT_ONCE);
        }
        return bytes(0, length);
    }

    /// Returns a copy of the bytes from `from` up to, but not including, `to`, at most as many as fit into an
    /// array.
    byte[] bytes(long from, long to) {
        if (from >= to) {
            return NOTHING;
        }
        ByteBuffer copy = ByteBuffer.allocate(Math.toIntExact(to - from));
        slice(from, to).forEach(copy::put);
        return copy.array();
    }
}
