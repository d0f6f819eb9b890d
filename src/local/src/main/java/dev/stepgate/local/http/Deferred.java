// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletableFuture;

/// Something that is made later, and may be made again. Safe for use by several threads.
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

    /// Who waits already waits for ever.
    synchronized void isToCome() {
        made = new CompletableFuture<>();
    }
}
