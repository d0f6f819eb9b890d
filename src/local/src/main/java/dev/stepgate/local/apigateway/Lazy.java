// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made on first use.
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T ready = made;
        if (ready == null) {
            ready = maker.get();
            made = ready;
        }
        return ready;
    }
}
