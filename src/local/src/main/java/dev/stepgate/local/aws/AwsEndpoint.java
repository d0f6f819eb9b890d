// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRefusal;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All services of this JVM behind one endpoint, in the protocols that AWS's clients speak: JSON 1.0 and 1.1
/// (`X-Amz-Target`), query with XML (`Action=`), REST for Lambda's functions and for `@connections`, S3's
/// own.
///
/// It ignores the host name, so that a client's prefix (`sync-` for StartSyncExecution) does no harm; whether
/// a client is allowed is decided before. Signatures are accepted unchecked.
public final class AwsEndpoint implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AwsEndpoint.class);
    private static final List<WireProtocol> PROTOCOLS = List.of(
            new JsonProtocol(), new LambdaRest(), new ConnectionsRest(), new SchedulerRest(), new QueryProtocol());

    /// The maximum size of a call in one of the common protocols: room for a whole Lambda payload in Base64.
    static final int CALL_BYTES = 16 << 20;

    private final Map<String, AwsService> services = new TreeMap<>();
    private final List<RestService> ownProtocols;

    private final Supplier<String> requestIds;
    private final Acknowledgements acknowledgements;

    public AwsEndpoint(Collection<? extends AwsService> services) {
        this(services, () -> UUID.randomUUID().toString());
    }

    /// @param requestIds UUIDs
    public AwsEndpoint(Collection<? extends AwsService> services, Supplier<String> requestIds) {
        this(services, requestIds, Acknowledgements.AT_ONCE);
    }

    /// @param requestIds UUIDs
    public AwsEndpoint(
            Collection<? extends AwsService> services, Supplier<String> requestIds, Acknowledgements acknowledgements) {
        this.requestIds = requestIds;
        this.acknowledgements = acknowledgements;
        services.forEach(service -> this.services.put(service.name(), service));
        this.ownProtocols = this.services.values().stream()
                .filter(RestService.class::isInstance)
                .map(RestService.class::cast)
                .toList();
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return DynamoDbHost.answer(request, requestIds)
                .<CompletionStage<HttpResponse>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> dispatch(request, Optional.empty()));
    }

    @Override
    public boolean isBrief(HttpRequest request) {
        if (!request.isSmall()) {
            return false;
        }
        String target = request.headers().first(JsonProtocol.TARGET).orElse("");
        return isBrief(JsonProtocol.service(target), JsonProtocol.operation(target));
    }

    /// Returns true for an operation that, with a small input, takes less time than handing it to another thread.
    public boolean isBrief(String service, String operation) {
        AwsService named = services.get(service);
        return named != null && named.isBrief(operation) && acknowledgements.equals(Acknowledgements.AT_ONCE);
    }

    /// Handles a call without a socket, for a caller that knows the service and has the request as it would
    /// go over the wire.
    public CompletionStage<HttpResponse> call(String service, HttpRequest request) {
        return dispatch(request, Optional.of(service))
                .thenApply(response ->
                        response.length() > CALL_BYTES && !response.file().isEmpty()
                                ? refuse(HttpRefusal.tooLarge(CALL_BYTES))
                                : response.inMemory());
    }

    private CompletionStage<HttpResponse> dispatch(HttpRequest request, Optional<String> service) {
        String requestId = requestIds.get();
        Optional<RestService> own = ofItsOwn(request, service);
        if (own.isPresent()) {
            return answer(own.get(), request, requestId);
        }
        if (request.body().length > CALL_BYTES) {
            return CompletableFuture.completedFuture(refuse(HttpRefusal.tooLarge(CALL_BYTES)));
        }
        for (WireProtocol protocol : PROTOCOLS) {
            Optional<WireCall> call = protocol.read(request, service);
            if (call.isPresent()) {
                return answer(TracedInput.of(request, call.get()), requestId);
            }
        }
        boolean isBare = service.isEmpty()
                && request.rawPath().equals("/")
                && !request.method().equals("GET");
        Optional<HttpResponse> refusal = isBare ? DynamoDbHost.refusal(request, requestId) : Optional.empty();
        return CompletableFuture.completedFuture(refusal.orElseGet(() -> unreadable(request, service, requestId)));
    }

    private Optional<RestService> ofItsOwn(HttpRequest request, Optional<String> service) {
        for (RestService each : ownProtocols) {
            if (service.isPresent() ? service.get().equals(each.name()) : each.claims(request)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private CompletionStage<HttpResponse> answer(RestService service, HttpRequest request, String requestId) {
        try {
            return acknowledgements
                    .of(request.method(), () -> service.answer(request, requestId))
                    .exceptionally(failure -> service.refusal(request, refusal(request.method(), failure), requestId));
        } catch (AwsException refusal) {
            return CompletableFuture.completedFuture(service.refusal(request, refusal, requestId));
        }
    }

    private CompletionStage<HttpResponse> answer(WireCall call, String requestId) {
        CompletionStage<HttpResponse> success;
        try {
            success = acknowledgements
                    .of(
                            call.operation(),
                            () -> service(call)
                                    .call(new AwsCall(
                                            call.operation(), call.input().get(), requestId)))
                    .thenApply(output -> call.replies().success(output, requestId));
        } catch (RuntimeException e) {
            success = CompletableFuture.failedFuture(e);
        }
        return success.exceptionally(failure -> call.replies().failure(refusal(call.operation(), failure), requestId));
    }

    private AwsService service(WireCall call) {
        AwsService service = services.get(call.service());
        if (service == null) {
            throw new AwsException(
                    400,
                    AwsException.UNKNOWN_OPERATION,
                    call.operation() + " of " + call.service() + " is not served here; the services are "
                            + String.join(", ", services.keySet()));
        }
        return service;
    }

    private static AwsException refusal(String operation, Throwable failure) {
        Throwable cause = Completions.cause(failure);
        if (cause instanceof AwsException refusal) {
            return refusal;
        }
        LOG.error("{} failed", operation, cause);
        return new AwsException(500, "InternalFailure", "The call failed; the log says why");
    }

    private static HttpResponse unreadable(HttpRequest request, Optional<String> service, String requestId) {
        AwsException refusal = new AwsException(
                404,
                AwsException.UNKNOWN_OPERATION,
                request.method() + " " + request.rawPath()
                        + " is not a call of an AWS service: expected the header X-Amz-Target, a parameter Action, or a path of Lambda or @connections");
        return new JsonReplies(service.orElse(""), "1.0").failure(refusal, requestId);
    }

    @Override
    public HttpResponse refuse(HttpRefusal refusal) {
        String code = switch (refusal.status()) {
            case 403 -> "AccessDeniedException";
            case 413 -> "RequestEntityTooLargeException";
            default -> refusal.status() < 500 ? "BadRequestException" : "InternalFailure";
        };
        AwsException failure = new AwsException(refusal.status(), code, refusal.message());
        return new JsonReplies("", "1.0").failure(failure, requestIds.get());
    }
}
