// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

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
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Reports each request that a REST or HTTP API has answered to the runtime's log, and records it among the
/// newest requests, with the reason for a 4xx or 5xx that the gateway made itself.
public record RequestLog(RuntimeLog log, RecentRequests recent, InstantSource clock, Server server) {
    private static final int ERROR = 400;
    private static final int REFUSED = 300;

    /// @param failure of the step at which the call ended; null when it passed all of them
    public void answered(GatewayCall<?> call, HttpResponse answer, @Nullable StepFailure failure, Instant arrived) {
        keep(call, answer, failure, arrived);
        if (!log.isOff()) {
            Exchange exchange = call.exchange();
            Request request = request(exchange.request(), exchange.text("requestId"));
            tell(request, answer, arrived, reason(call, answer, failure));
        }
    }

    /// Reports a request that is on no stage of any API.
    public void answered(HttpRequest request, HttpResponse answer, String reason) {
        if (!recent.isOff()) {
            Instant now = clock.instant();
            RecordedRequest.Failure failure = new RecordedRequest.Failure("stage", reason);
            recent.add(number -> new RecordedRequest(
                    number, server, now, Duration.ZERO, request, answer, Optional.of(failure), Optional.empty()));
        }
        if (!log.isOff()) {
            tell(request(request, "-"), answer, clock.instant(), Optional.of(Reason.of("stage", reason)));
        }
    }

    private void keep(GatewayCall<?> call, HttpResponse answer, @Nullable StepFailure failure, Instant arrived) {
        if (!recent.isOff()) {
            Duration took = Duration.between(arrived, clock.instant());
            Optional<RecordedRequest.Failure> reason = Optional.ofNullable(failure)
                    .map(failed -> new RecordedRequest.Failure(failed.step(), text(failed.reason())));
            Exchange exchange = call.exchange();
            RecordedRequest.Way way = new RecordedRequest.Way(exchange, call.sent(), call.received());
            recent.add(number -> new RecordedRequest(
                    number, server, arrived, took, exchange.request(), answer, reason, Optional.of(way)));
        }
    }

    private Request request(HttpRequest request, String id) {
        return new Request(server, request.method(), request.target(), id);
    }

    private void tell(Request request, HttpResponse answer, Instant arrived, Optional<Reason> reason) {
        Instant now = clock.instant();
        log.add(new RequestAnswered(now, request, answer.status(), Duration.between(arrived, now), reason));
    }

    private static Optional<Reason> reason(GatewayCall<?> call, HttpResponse answer, @Nullable StepFailure failure) {
        if (failure != null) {
            return Optional.of(reason(call, failure.step(), text(failure.reason())));
        }
        return answer.status() < ERROR
                ? Optional.empty()
                : call.received().flatMap(RequestLog::refusal).map(text -> reason(call, "integration response", text));
    }

    private static Reason reason(GatewayCall<?> call, String step, String text) {
        return new Reason(
                step,
                text,
                call.sent().map(IntegrationRequest::text),
                call.received().map(response -> response.status() + " " + response.text()));
    }

    /// Returns the reason why an answer that the API maps itself is an error.
    private static Optional<String> refusal(HttpResponse endpoint) {
        if (endpoint.headers().contains("X-Amz-Function-Error")) {
            return Optional.of("the function failed");
        }
        return endpoint.status() < REFUSED
                ? Optional.empty()
                : Optional.of("the endpoint answered " + endpoint.status());
    }

    private static String text(Throwable reason) {
        return switch (reason) {
            case GatewayFailure known -> known.detail();
            case TimeoutException _ -> "the integration did not answer in time";
            case RefusedCaller refused -> refused.detail();
            default -> "an error of this runtime: " + reason;
        };
    }

    /// A failure with its own answer, other than a [GatewayFailure].
    public interface RefusedCaller {
        /// The details for the log.
        String detail();
    }
}
