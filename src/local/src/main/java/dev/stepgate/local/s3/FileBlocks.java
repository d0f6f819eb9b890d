// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The blocks of a file, used and free. The file ends with the last one that is used. Thread-safe.
final class FileBlocks {
    private static final Logger LOG = LoggerFactory.getLogger(FileBlocks.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /// The bytes of a block.
    static final int BLOCK = 64 << 10;

    private final FileChannel file;
    private final BitSet used = new BitSet();
    private long freed;

    FileBlocks(FileChannel file) {
        this.file = file;
    }

    /// Bytes that follow one another, from the first of a block on.
    record Run(long position, long length) {}

    FileChannel file() {
        return file;
    }

    /// Takes blocks for this many bytes.
    synchronized List<Run> take(long bytes) {
        List<Run> runs = new ArrayList<>();
        int first = 0;
        for (long left = bytes; left > 0; left -= runs.getLast().length()) {
            first = used.nextClearBit(first);
            int next = used.nextSetBit(first);
            long free = next < 0 ? left : (long) (next - first) * BLOCK;
            Run run = new Run((long) first * BLOCK, Math.min(free, left));
            runs.add(run);
            used.set(first, end(run));
        }
        return List.copyOf(runs);
    }

    private static int end(Run run) {
        return Math.toIntExact((run.position() + run.length() + BLOCK - 1) / BLOCK);
    }

    synchronized void free(List<Run> runs) {
        runs.forEach(run -> used.clear(Math.toIntExact(run.position() / BLOCK), end(run)));
        try {
            file.truncate((long) used.length() * BLOCK);
        } catch (IOException e) {
            LOG.warn("the temporary file of objects does not become smaller", e);
        }
        freed++;
        notifyAll();
    }

    /// The number of times that blocks became free.
    synchronized long freed() {
        return freed;
    }

    /// Waits until blocks become free once more, at most half a second.
    ///
    /// @param before what [#freed] was
    synchronized void awaitFree(long before) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (long left = PATIENCE.toMillis();
                    freed == before && left > 0;
                    left = Duration.ofNanos(end - System.nanoTime()).toMillis()) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
