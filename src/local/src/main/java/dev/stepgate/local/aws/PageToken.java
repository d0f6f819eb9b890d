// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/// The token of a list's next page: the key of the last item before it with a checksum, in Base64, so that a text
/// that no list has answered is refused.
public final class PageToken {
    private static final int CHECKSUM = Integer.BYTES;

    private PageToken() {}

    /// Returns the token of the page that begins after an item.
    public static String after(String key) {
        byte[] last = key.getBytes(StandardCharsets.UTF_8);
        byte[] token = ByteBuffer.allocate(CHECKSUM + last.length)
                .putInt(checksum(last))
                .put(last)
                .array();
        return Base64.getUrlEncoder().encodeToString(token);
    }

    /// Returns the key of the last item before the page.
    ///
    /// @throws IllegalArgumentException when no list has made the token
    public static String key(String token) {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        byte[] last = new byte[Math.max(bytes.length - CHECKSUM, 0)];
        System.arraycopy(bytes, bytes.length - last.length, last, 0, last.length);
        if (last.length == 0 || ByteBuffer.wrap(bytes).getInt() != checksum(last)) {
            throw new IllegalArgumentException("not a token that a list has answered");
        }
        return new String(last, StandardCharsets.UTF_8);
    }

    private static int checksum(byte[] last) {
        CRC32 crc = new CRC32();
        crc.update(last);
        return (int) crc.getValue();
    }
}
