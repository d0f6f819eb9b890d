// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Decides where the bytes of objects and parts are: large ones, those of parts, and all while memory is short, in a
/// temporary file; others in memory. Thread-safe.
final class Contents {
    /// The size from which an object is on disk.
    static final int LARGE = 1 << 20;

    /// The number of bytes that may be read from the disk into memory at once.
    static final long MAX_AT_ONCE = Math.clamp(Runtime.getRuntime().maxMemory() / 4, 16L << 20, Integer.MAX_VALUE - 8L);

    private final long memory;
    private final AtomicLong used = new AtomicLong();
    private final ContentFile file;

    /// @param memory the number of bytes that all of them together may take up in memory
    Contents(long memory, Path folder) {
        this.memory = memory;
        this.file = new ContentFile(folder);
    }

    /// Makes one with half of the JVM's memory, and the machine's folder for temporary files.
    static Contents ofThisMachine() {
        return new Contents(Runtime.getRuntime().maxMemory() / 2, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /// Moves a large content to the disk. Needs no lock.
    ///
    /// @throws dev.stepgate.local.aws.AwsException when the disk has no room
    Content received(Content content) {
        return content.length() < LARGE ? content : onDisk(content);
    }

    Content onDisk(Content content) {
        return content.memory() == 0 ? content : file.write(content);
    }

    /// Takes up memory for a content, or moves it to the disk when there is not enough.
    ///
    /// @param before the content that it replaces
    /// @throws dev.stepgate.local.aws.AwsException when there is no room on the disk either
    Content replace(Content before, Content content) {
        long more = content.memory() - before.memory();
        if (used.addAndGet(more) <= memory || more <= 0) {
            return content;
        }
        used.addAndGet(-more);
        Content moved = onDisk(content);
        free(before);
        return moved;
    }

    void free(Content content) {
        used.addAndGet(-content.memory());
    }

    /// The number of bytes in memory.
    long used() {
        return used.get();
    }
}
