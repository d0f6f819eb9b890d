// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.concurrent;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Unwraps failures of [java.util.concurrent.CompletionStage]s.
public final class Completions {
    private Completions() {}

    /// Returns the exception with which a stage failed. Dependent stages see it wrapped in a
    /// [CompletionException] for each stage between; any other exception is its own cause.
    public static Throwable cause(Throwable failure) {
        Throwable unwrapped = failure;
        @Nullable Throwable inner = unwrapped.getCause();
        while (unwrapped instanceof CompletionException && inner != null) {
            unwrapped = inner;
            inner = unwrapped.getCause();
        }
        return unwrapped;
    }
}
