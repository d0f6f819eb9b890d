// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletionStage;

/// Answers requests. May be called by several threads at once, and never by one that serves the network, so it may
/// block for a while; a long wait belongs into the stage that it returns. A stage that fails, or an exception, is
/// answered
/// with status 500 and no detail.
@FunctionalInterface
public interface HttpHandler {
    CompletionStage<HttpResponse> handle(HttpRequest request);
}
