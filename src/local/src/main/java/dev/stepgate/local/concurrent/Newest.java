// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.concurrent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/// The newest of many elements, up to a limit. Thread-safe.
public final class Newest<T> {
    private final int most;
    private final long maxBytes;
    private final ToLongFunction<T> bytesOf;
    private final Deque<Counted<T>> newest = new ArrayDeque<>(0);
    private long bytes;
    private volatile long count;

    /// An element with its size, so that one that is dropped need not be looked at again.
    private record Counted<T>(T element, long bytes) {}

    /// @param most the maximum number of elements
    /// @param maxBytes of all elements; the newest is kept however large it is
    /// @param bytesOf estimates an element's heap
    public Newest(int most, long maxBytes, ToLongFunction<T> bytesOf) {
        this.most = most;
        this.maxBytes = maxBytes;
        this.bytesOf = bytesOf;
    }

    /// @param numbered makes the element from its number, which counts from 1
    public synchronized void add(LongFunction<T> numbered) {
        T element = numbered.apply(count + 1);
        Counted<T> added = new Counted<>(element, bytesOf.applyAsLong(element));
        count++;
        newest.addFirst(added);
        bytes += added.bytes();
        while (newest.size() > most || (bytes > maxBytes && newest.size() > 1)) {
            bytes -= newest.removeLast().bytes();
        }
    }

    /// The number of elements so far, kept or not.
    public long count() {
        return count;
    }

    /// Returns the elements, newest first.
    public synchronized List<T> all() {
        return newest.stream().map(Counted::element).toList();
    }
}
