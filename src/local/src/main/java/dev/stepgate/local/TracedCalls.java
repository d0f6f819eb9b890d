// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.apigateway.AwsBackend;
import dev.stepgate.local.apigateway.AwsBackendRequest;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.aws.AwsEndpoint;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.time.Time;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;

/// The AWS endpoint as gateways call it: each request without a tracing header gets one of its own, as in API
/// Gateway
/// ([format](https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader)).
record TracedCalls(AwsEndpoint endpoint, Time time, ExecutionIds ids) implements AwsBackend {
    private static final String HEADER = "X-Amzn-Trace-Id";
    private static final int RANDOM_DIGITS = 24;

    @Override
    public CompletionStage<HttpResponse> call(AwsBackendRequest request) {
        return call(request.service(), request.http());
    }

    @Override
    public boolean isBrief(String service, String action) {
        return endpoint.isBrief(service, action);
    }

    CompletionStage<HttpResponse> call(String service, HttpRequest request) {
        return endpoint.call(service, request.headers().contains(HEADER) ? request : traced(request));
    }

    private HttpRequest traced(HttpRequest request) {
        String random = ids.uuid().replace("-", "").substring(0, RANDOM_DIGITS);
        String trace = "Root=1-" + HexFormat.of().toHexDigits((int) time.now().getEpochSecond()) + "-" + random;
        return request.with(request.headers().plus(HEADER, trace));
    }
}
