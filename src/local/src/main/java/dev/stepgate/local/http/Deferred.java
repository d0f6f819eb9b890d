// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletableFuture;

/// A value that is made later, and may be replaced. Thread-safe.
final class Deferred<T> {
    private volatile CompletableFuture<T> made = new CompletableFuture<>();

    CompletableFuture<T> get() {
        return made;
    }

    synchronized void is(T thing) {
        if (!made.complete(thing)) {
            made = CompletableFuture.completedFuture(thing);
        }
    }

    /// Waits for a new value; earlier waits never end.
    synchronized void isToCome() {
        made = new CompletableFuture<>();
    }
}
