// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.concurrent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/// The newest of many things, as many as there is room for. Safe for use by several threads.
public final class Newest<T> {
    private final int most;
    private final long maxBytes;
    private final ToLongFunction<T> bytesOf;
    private final Deque<T> newest = new ArrayDeque<>(0);
    private long bytes;
    private volatile long count;

    /// @param most how many are kept
    /// @param maxBytes of all that are kept; the newest is kept however large it is
    /// @param bytesOf roughly, of the heap; always the same for one thing
    public Newest(int most, long maxBytes, ToLongFunction<T> bytesOf) {
        this.most = most;
        this.maxBytes = maxBytes;
        this.bytesOf = bytesOf;
    }

    /// @param numbered makes it from its number, which counts from 1
    public synchronized void add(LongFunction<T> numbered) {
        T added = numbered.apply(count + 1);
        count++;
        newest.addFirst(added);
        bytes += bytesOf.applyAsLong(added);
        while (newest.size() > most || (bytes > maxBytes && newest.size() > 1)) {
            bytes -= bytesOf.applyAsLong(newest.removeLast());
        }
    }

    /// How many there have been.
    public long count() {
        return count;
    }

    /// Newest first.
    public synchronized List<T> all() {
        return Collections.unmodifiableList(new ArrayList<>(newest));
    }
}
