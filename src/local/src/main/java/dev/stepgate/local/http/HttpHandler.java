// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletionStage;

/// Answers requests. May be called by several threads at once, and only for brief requests by one that serves the
/// network, so for all others it may block for a while; a long wait belongs in the stage that it returns. A stage that
/// fails, or an exception, is logged and refused with status 500.
@FunctionalInterface
public interface HttpHandler {
    CompletionStage<HttpResponse> handle(HttpRequest request);

    /// Returns true for a request that takes less time than handing it to another thread, and waits for nothing but
    /// others like it. The network's own thread may handle it.
    default boolean isBrief(HttpRequest request) {
        return false;
    }

    /// Answers a message that never became a request, or a request whose handling failed: `{"message": ...}`
    /// unless the handler has a format of its own.
    default HttpResponse refuse(HttpRefusal refusal) {
        return refusal.response();
    }
}
