// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.ApiDeployment;
import dev.stepgate.local.apigateway.AwsBackend;
import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.GatewayResponseType;
import dev.stepgate.local.apigateway.RequestIds;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.time.Time;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.LoggerFactory;

/// Serves an HTTP API on its stages: `/STAGE/path` goes to the stage of that name, everything else to `$default`. What
/// is on no stage gets `{"message":"Not Found"}`.
public final class HttpApiGateway implements HttpHandler {
    private final List<HttpApiPipeline> pipelines;

    /// With a clock and random numbers of their own; access logs go to the console's log.
    ///
    /// @param random asked for each id
    public HttpApiGateway(List<HttpApi> stages, AwsBackend backend, Time time, Supplier<RandomGenerator> random) {
        this(
                stages,
                new GatewayDependencies(
                        backend, time, new RequestIds.RandomIds(random), LoggerFactory.getLogger("access")::info));
    }

    HttpApiGateway(List<HttpApi> stages, GatewayDependencies dependencies) {
        this.pipelines = stages.stream()
                .sorted(Comparator.comparing(api -> api.stage().name().equals(ApiDeployment.DEFAULT_STAGE)))
                .map(api -> new HttpApiPipeline(api, dependencies))
                .toList();
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        for (HttpApiPipeline pipeline : pipelines) {
            if (pipeline.serves(request)) {
                return pipeline.serve(request);
            }
        }
        return CompletableFuture.completedFuture(
                HttpApiPipeline.answer(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN));
    }
}
