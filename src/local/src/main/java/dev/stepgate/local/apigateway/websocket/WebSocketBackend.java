// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.util.concurrent.CompletionStage;

/// The AWS services behind an API. It must not block.
@FunctionalInterface
public interface WebSocketBackend {

    /// @param service as in an integration's URI: `states`, `sqs`, `sns`, `lambda`; `execute-api` for
    ///     `@connections`
    /// @param request as it goes over the wire
    CompletionStage<HttpResponse> call(String service, HttpRequest request);
}
