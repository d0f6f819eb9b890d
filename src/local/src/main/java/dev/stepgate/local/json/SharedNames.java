// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The names of members that were read lately. Parsed data shares them, which saves memory and their hashes.
final class SharedNames {
    private static final int PLACES = 1 << 10;
    private static final int MAX_LENGTH = 64;

    private static final AtomicReferenceArray<@Nullable String> NAMES = new AtomicReferenceArray<>(PLACES);

    private SharedNames() {}

    /// Returns the name in these bytes, which are ASCII.
    static String of(byte[] bytes, int begin, int end) {
        if (end - begin > MAX_LENGTH) {
            return name(bytes, begin, end);
        }
        int hash = 0;
        for (int i = begin; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        String known = NAMES.getPlain(place);
        if (known != null && isSame(known, bytes, begin, end)) {
            return known;
        }
        String name = name(bytes, begin, end);
        NAMES.setRelease(place, name);
        return name;
    }

    private static boolean isSame(String known, byte[] bytes, int begin, int end) {
        if (known.length() != end - begin) {
            return false;
        }
        for (int i = begin; i < end; i++) {
            if (known.charAt(i - begin) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static String name(byte[] bytes, int begin, int end) {
        return new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
    }
}
