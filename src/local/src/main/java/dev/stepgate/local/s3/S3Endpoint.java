// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.RestService;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRefusal;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// S3's REST protocol in front of [Buckets]: XML, header fields, paths and hosts that name buckets, presigned
/// URLs. Of signatures only the expiry is checked.
public final class S3Endpoint implements HttpHandler, RestService {
    private static final Logger LOG = LoggerFactory.getLogger(S3Endpoint.class);
    private static final Pattern SIGNED =
            Pattern.compile("Credential=[^/]*/[0-9]{8}/[^/]*/(s3|s3express)/aws4_request");
    private static final Pattern SIGNED_BEFORE = Pattern.compile("AWS [^ :]+:.*");
    private static final Pattern CREDENTIAL = Pattern.compile("[^/]*/[0-9]{8}/[^/]*/s3/aws4_request");

    private final Buckets buckets;
    private final Supplier<String> requestIds;

    /// @param requestIds UUIDs
    public S3Endpoint(Buckets buckets, Supplier<String> requestIds) {
        this.buckets = buckets;
        this.requestIds = requestIds;
    }

    @Override
    public String name() {
        return buckets.name();
    }

    @Override
    public Set<String> operations() {
        return buckets.operations();
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        return buckets.call(call);
    }

    /// Tells whether a request is for S3: its signature or its host says so, or it is unsigned and names an
    /// existing bucket.
    @Override
    public boolean claims(HttpRequest request) {
        if (request.headers().contains("X-Amz-Target")) {
            return false;
        }
        String authorization = request.headers().first("Authorization").orElse("");
        String credential = request.query().first("X-Amz-Credential").orElse("");
        if (!authorization.isEmpty()) {
            return SIGNED.matcher(authorization).find()
                    || SIGNED_BEFORE.matcher(authorization).matches();
        }
        if (!credential.isEmpty()) {
            return CREDENTIAL.matcher(credential).matches();
        }
        return Address.namesService(request) || buckets.has(Address.of(request).bucket());
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return answer(request, requestIds.get());
    }

    /// @param requestId a UUID, from which the ids in the answer are made
    @Override
    public CompletionStage<HttpResponse> answer(HttpRequest request, String requestId) {
        return CompletableFuture.completedFuture(answered(request, requestId));
    }

    private HttpResponse answered(HttpRequest request, String requestId) {
        WireOutput output = new WireOutput(request, requestId);
        Address address = Address.of(request);
        Preflight preflight = new Preflight(buckets.corsRules(address.bucket()));
        try {
            return request.method().equals("OPTIONS")
                    ? preflight.answer(request)
                    : preflight.permit(request, served(request, address, output));
        } catch (AwsException refusal) {
            return preflight.permit(request, output.failure(refusal));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.method(), request.rawPath(), e);
            return output.failure(
                    new AwsException(500, "InternalError", "We encountered an internal error. The log says why."));
        }
    }

    @Override
    public HttpResponse refusal(HttpRequest request, AwsException refusal, String requestId) {
        return new WireOutput(request, requestId).failure(refusal);
    }

    private HttpResponse served(HttpRequest request, Address address, WireOutput output) {
        Presigned.check(request.query(), buckets.now());
        String name = Routes.operation(request, address);
        S3Operation operation = S3Operation.find(name).orElseThrow(() -> S3Errors.notImplemented(name));
        JsonNode input = WireInput.read(request, address.checked(), operation);
        JsonNode result = buckets.answer(new AwsCall(name, input, output.requestId()));
        return output.success(operation, result);
    }

    /// Returns the refusal in the shape of S3's errors.
    @Override
    public HttpResponse refuse(HttpRefusal refusal) {
        String code = refusal.status() == 413 ? "EntityTooLarge" : "InvalidRequest";
        AwsException failure =
                new AwsException(refusal.status(), refusal.status() < 500 ? code : "InternalError", refusal.message());
        return new WireOutput(HttpRequest.of("GET", "/"), requestIds.get()).failure(failure);
    }
}
