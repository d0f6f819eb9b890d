// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.apigateway.RecentRequests;
import dev.stepgate.local.apigateway.RecordedRequest;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRefusal;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.log.LogEvent.Reason;
import dev.stepgate.local.log.LogEvent.Request;
import dev.stepgate.local.log.LogEvent.RequestAnswered;
import dev.stepgate.local.log.LogEvent.Server;
import dev.stepgate.local.log.RuntimeLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Reports each call that arrives at the AWS endpoint over the network to the runtime's log, and records it
/// among the newest requests.
record AwsEndpointLog(HttpHandler endpoint, RuntimeLog log, RecentRequests recent, InstantSource clock)
        implements HttpHandler {
    private static final int ERROR = 400;

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        Instant arrived = clock.instant();
        return endpoint.handle(request).thenApply(response -> {
            keep(request, response, arrived);
            if (!log.isOff()) {
                tell(request, response, arrived);
            }
            return response;
        });
    }

    @Override
    public boolean isBrief(HttpRequest request) {
        return endpoint.isBrief(request);
    }

    @Override
    public HttpResponse refuse(HttpRefusal refusal) {
        return endpoint.refuse(refusal);
    }

    private void keep(HttpRequest request, HttpResponse response, Instant arrived) {
        if (!recent.isOff()) {
            Duration took = Duration.between(arrived, clock.instant());
            recent.add(number -> new RecordedRequest(
                    number, Server.AWS_ENDPOINT, arrived, took, request, response, Optional.empty(), Optional.empty()));
        }
    }

    private void tell(HttpRequest request, HttpResponse response, Instant arrived) {
        Instant now = clock.instant();
        String target = request.headers().first("X-Amz-Target").orElse(request.rawPath());
        String id = response.headers().first("x-amzn-RequestId").orElse("-");
        log.add(new RequestAnswered(
                now,
                new Request(Server.AWS_ENDPOINT, request.method(), target, id),
                response.status(),
                Duration.between(arrived, now),
                response.status() < ERROR
                        ? Optional.empty()
                        : Optional.of(Reason.of("AWS endpoint", response.text()))));
    }
}
