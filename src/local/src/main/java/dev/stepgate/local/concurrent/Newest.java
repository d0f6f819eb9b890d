// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.concurrent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/// The newest of many elements, up to a limit. Thread-safe.
public final class Newest<T> {
    private final int most;
    private final long maxBytes;
    private final ToLongFunction<T> bytesOf;
    private final Deque<T> newest = new ArrayDeque<>(0);
    private long bytes;
    private volatile long count;

    /// @param most the maximum number of elements
    /// @param maxBytes of all elements; the newest is kept however large it is
    /// @param bytesOf estimates an element's heap; always the same for one element
    public Newest(int most, long maxBytes, ToLongFunction<T> bytesOf) {
        this.most = most;
        this.maxBytes = maxBytes;
        this.bytesOf = bytesOf;
    }

    /// @param numbered makes the element from its number, which counts from 1
    public synchronized void add(LongFunction<T> numbered) {
        T added = numbered.apply(count + 1);
        count++;
        newest.addFirst(added);
        bytes += bytesOf.applyAsLong(added);
        while (newest.size() > most || (bytes > maxBytes && newest.size() > 1)) {
            bytes -= bytesOf.applyAsLong(newest.removeLast());
        }
    }

    /// The number of elements so far, kept or not.
    public long count() {
        return count;
    }

    /// Returns the elements, newest first.
    public synchronized List<T> all() {
        return Collections.unmodifiableList(new ArrayList<>(newest));
    }
}
