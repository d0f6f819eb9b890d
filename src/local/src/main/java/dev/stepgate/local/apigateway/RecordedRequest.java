// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.log.LogEvent.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A request that a REST or HTTP API or the AWS endpoint has answered.
///
/// @param number counts from 1
/// @param way through the API; empty when the request was on no stage, or at the AWS endpoint
public record RecordedRequest(
        long number,
        Server server,
        Instant arrived,
        Duration took,
        HttpRequest request,
        HttpResponse answer,
        Optional<Failure> failure,
        Optional<Way> way) {

    /// The reason why it ended early.
    ///
    /// @param step of the pipeline
    /// @param text for the operator of the API
    public record Failure(String step, String text) {}

    /// @param sent the request to the integration, if there was one
    /// @param received the integration's answer
    public record Way(Exchange exchange, Optional<IntegrationRequest> sent, Optional<HttpResponse> received) {
        public RequestTrace trace() {
            return exchange.trace();
        }
    }

    /// Estimates the heap that it takes.
    long bytes() {
        long fixed = 4_000;
        long own = (long) request.body().length + answer.body().length;
        long received =
                way.flatMap(Way::received).map(each -> each.body().length).orElse(0);
        return fixed
                + own
                + received
                + 2 * way.map(each -> each.trace().characters()).orElse(0L);
    }
}
