// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

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
    private final List<HttpPipeline> pipelines;

    /// In a time and with a chance of their own; access logs go to the console's log.
    ///
    /// @param chance asked for each id
    public HttpApiGateway(List<HttpApi> stages, Backend backend, Time time, Supplier<RandomGenerator> chance) {
        this(
                stages,
                new Surroundings(backend, time, new Ids.RandomIds(chance), LoggerFactory.getLogger("access")::info));
    }

    HttpApiGateway(List<HttpApi> stages, Surroundings surroundings) {
        this.pipelines = stages.stream()
                .sorted(Comparator.comparing(api -> api.stage().name().equals(Deployment.DEFAULT_STAGE)))
                .map(api -> new HttpPipeline(api, surroundings))
                .toList();
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        for (HttpPipeline pipeline : pipelines) {
            if (pipeline.serves(request)) {
                return pipeline.serve(request);
            }
        }
        return CompletableFuture.completedFuture(HttpPipeline.answer(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN));
    }
}
