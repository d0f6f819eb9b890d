// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The bytes of a record that is to be written, made when they are first asked for: never, where the record is
/// removed before it is written. Thread-safe.
final class RecordBytes {
    private @Nullable Supplier<byte[]> unmade;
    private byte[] bytes = {};

    private RecordBytes(@Nullable Supplier<byte[]> unmade) {
        this.unmade = unmade;
    }

    static RecordBytes of(byte[] bytes) {
        RecordBytes made = new RecordBytes(null);
        made.bytes = bytes;
        return made;
    }

    /// @param bytes asked at most once, by any thread
    static RecordBytes later(Supplier<byte[]> bytes) {
        return new RecordBytes(bytes);
    }

    synchronized byte[] get() {
        if (unmade != null) {
            bytes = unmade.get();
            unmade = null;
        }
        return bytes;
    }
}
