// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import dev.stepgate.local.store.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The bytes of objects and parts in the store, in pieces. A place is where those of an object or of an upload
/// are: their keys begin with it. Safe for threads.
final class ContentArchive {
    private static final int PIECE = 1 << 20;
    private static final int HEX = 16;
    private static final String OBJECT = "object-";

    private final Records pieces;
    private final Contents contents;
    private final AtomicLong last = new AtomicLong();

    ContentArchive(Records pieces, Contents contents) {
        this.pieces = pieces;
        this.contents = contents;
        pieces.forEachBytes(
                OBJECT,
                (key, _) -> last.set(Long.parseLong(key.substring(OBJECT.length(), OBJECT.length() + HEX), HEX)));
    }

    /// The place of an upload's parts, and later of the object that is made of them.
    static String ofUpload(String uploadId) {
        return "upload-" + uploadId + "/";
    }

    /// Returns the place, which is a new one.
    String put(Content content) {
        String place = OBJECT + "%016x/".formatted(last.incrementAndGet());
        put(place, content);
        return place;
    }

    /// Replaces those of a part.
    void put(String place, int part, Content content) {
        remove(place, part);
        put(of(place, part), content);
    }

    private void put(String prefix, Content content) {
        for (long from = 0; from < content.length(); from += PIECE) {
            long begin = from;
            pieces.putBytes(
                    prefix + "%08x".formatted(from / PIECE),
                    () -> content.length() <= PIECE
                            ? content.bytes()
                            : content.bytes(begin, Math.min(begin + PIECE, content.length())));
        }
    }

    void remove(String place) {
        pieces.removeAll(place);
    }

    void remove(String place, int part) {
        pieces.removeAll(of(place, part));
    }

    private static String of(String place, int part) {
        return place + "%05d/".formatted(part);
    }

    Content read(String place) {
        List<Content> found = new ArrayList<>();
        pieces.forEachBytes(place, (_, bytes) -> found.add(contents.received(Content.of(bytes))));
        Content whole = Content.concat(found);
        return whole.length() < Contents.LARGE ? whole : contents.onDisk(whole);
    }

    Content read(String place, int part) {
        return contents.onDisk(read(of(place, part)));
    }
}
