// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/// The body of a request as it arrives. A small one is kept unchanged, a large one in pages that are copied
/// once, when it is complete.
final class BodyBytes {
    private static final int PAGE_BYTES = 64 * 1024;
    private static final byte[] NOTHING = {};

    private final List<byte[]> pages = new ArrayList<>(1);
    private int size;
    private int room;

    int size() {
        return size;
    }

    void add(ByteBuf content) {
        size += content.readableBytes();
        while (content.isReadable()) {
            if (room == 0) {
                room = pages.isEmpty() ? content.readableBytes() : PAGE_BYTES;
                pages.add(new byte[room]);
            }
            byte[] page = pages.getLast();
            int length = Math.min(room, content.readableBytes());
            content.readBytes(page, page.length - room, length);
            room -= length;
        }
    }

    byte[] whole() {
        if (pages.size() <= 1) {
            return pages.isEmpty() ? NOTHING : pages.getFirst();
        }
        byte[] whole = new byte[size];
        int at = 0;
        for (byte[] page : pages) {
            int length = Math.min(page.length, size - at);
            System.arraycopy(page, 0, whole, at, length);
            at += length;
        }
        return whole;
    }
}
