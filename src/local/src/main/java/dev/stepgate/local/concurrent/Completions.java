// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.concurrent;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Failures of [java.util.concurrent.CompletionStage]s.
public final class Completions {
    private Completions() {}

    /// The exception that a stage failed with: dependent stages see it inside of as many
    /// [CompletionException]s as there are stages between. An exception that is none of these is its own
    /// cause.
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
