// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.HttpRequest;
import java.time.InstantSource;
import java.util.Optional;

/// Counts an API's requests against its usage plans and its stage's throttles.
public final class RequestLimits {
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    private final StageSettings settings;
    private final Usage usage;

    public RequestLimits(StageSettings settings, InstantSource clock) {
        this.settings = settings;
        this.usage = new Usage(clock);
    }

    /// Refuses a body of more than 10 MB, the quota of REST and HTTP APIs.
    public static void requireSize(HttpRequest request) {
        if (request.body().length > MAX_BYTES) {
            throw GatewayFailure.requestTooLarge();
        }
    }

    /// Refuses a request that has no key of one of the stage's usage plans, or that exceeds its plan.
    public void requireApiKey(Exchange exchange, String key, MethodKey method) {
        for (UsagePlan plan : settings.usagePlans()) {
            Optional<UsagePlan.ApiKey> found = plan.key(key);
            if (found.isPresent()) {
                exchange.context().part("identity").put("apiKey", key);
                exchange.context().part("identity").put("apiKeyId", found.get().id());
                require(usage.use(plan, found.get(), method), "the usage plan " + plan.name());
                return;
            }
        }
        throw GatewayFailure.invalidApiKey()
                .because(
                        key.isEmpty()
                                ? "the method needs an API key, and the request has none"
                                : "no usage plan of the stage has the request's API key");
    }

    private static void require(Usage.Verdict verdict, String limit) {
        switch (verdict) {
            case ALLOWED -> {}
            case THROTTLED -> throw GatewayFailure.throttled().because("over the rate limit of " + limit);
            case QUOTA_EXCEEDED -> throw GatewayFailure.quotaExceeded().because("over the quota of " + limit);
        }
    }

    /// Refuses a request that exceeds the throttle of its method.
    public void throttle(MethodKey method) {
        for (StageSettings.MethodThrottle each : settings.throttles()) {
            if (each.covers(method)) {
                require(
                        usage.take(method, each.throttle()) ? Usage.Verdict.ALLOWED : Usage.Verdict.THROTTLED,
                        "the stage for " + method.httpMethod() + " " + method.resourcePath());
                return;
            }
        }
    }
}
