// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.Usage;
import dev.stepgate.local.apigateway.UsagePlan;
import java.time.InstantSource;
import java.util.Optional;

/// Counts an API's events against its stage's throttles, and its openings against its usage plans.
final class WebSocketLimits {
    private final WebSocketApi api;
    private final Usage usage;

    WebSocketLimits(WebSocketApi api, InstantSource clock) {
        this.api = api;
        this.usage = new Usage(clock);
    }

    /// Refuses an event that exceeds the throttle of its route.
    void throttle(String routeKey) {
        api.settings().throttle(routeKey).ifPresent(throttle -> {
            if (!usage.take(routeKey, throttle)) {
                throw WebSocketFailure.tooManyRequests();
            }
        });
    }

    /// Refuses an opening that has no key of one of the stage's usage plans, or that exceeds its plan.
    void requireApiKey(ConnectionEvent opening) {
        String value = api.apiKeySelection()
                .evaluate(MappedValues.of(opening)::first)
                .orElseThrow(() -> WebSocketFailure.forbidden("the opening has no API key"));
        for (UsagePlan plan : api.stage().usagePlans()) {
            Optional<UsagePlan.ApiKey> key = plan.key(value);
            if (key.isPresent()) {
                opening.context().part("identity").put("apiKey", value);
                opening.context().part("identity").put("apiKeyId", key.get().id());
                require(usage.use(plan, key.get()));
                return;
            }
        }
        throw WebSocketFailure.forbidden("the API key is of no usage plan of this stage");
    }

    private static void require(Usage.Verdict verdict) {
        switch (verdict) {
            case ALLOWED -> {}
            case THROTTLED -> throw WebSocketFailure.tooManyRequests();
            case QUOTA_EXCEEDED -> throw WebSocketFailure.limitExceeded();
        }
    }
}
