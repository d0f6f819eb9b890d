// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.log.LogEvent.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A request that a REST or HTTP API has answered.
///
/// @param number counts from 1
/// @param way through the API; empty when the request was on no stage
public record RecordedRequest(
        long number,
        Server server,
        Instant arrived,
        Duration took,
        HttpRequest request,
        HttpResponse answer,
        Optional<Failure> failure,
        Optional<Way> way) {

    /// Why it got no further.
    ///
    /// @param step of the pipeline
    /// @param text for whoever runs the API
    public record Failure(String step, String text) {}

    /// @param sent what the integration was asked, if it came to that
    /// @param received what it answered
    public record Way(Exchange exchange, Optional<IntegrationRequest> sent, Optional<HttpResponse> received) {
        public RequestTrace trace() {
            return exchange.trace();
        }
    }

    /// Roughly, of the heap.
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
