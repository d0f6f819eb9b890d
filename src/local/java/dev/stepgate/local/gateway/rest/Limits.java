// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Counts an API's requests against its usage plans and its stage's throttles.
final class Limits {
    private final StageSettings settings;
    private final InstantSource clock;
    private final Map<Object, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final Map<Object, Used> used = new ConcurrentHashMap<>();

    Limits(StageSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// @param of the first day of the period
    private record Used(LocalDate of, long requests) {}

    private record KeyOfPlan(String plan, String key) {}

    /// Refuses a request without the key of one of the stage's usage plans, and one that is too much for its plan.
    void requireApiKey(Exchange exchange, String key) {
        for (UsagePlan plan : settings.usagePlans()) {
            Optional<UsagePlan.ApiKey> found = plan.keys().stream()
                    .filter(each -> each.value().equals(key))
                    .findFirst();
            if (found.isPresent()) {
                exchange.context().part("identity").put("apiKey", key);
                exchange.context().part("identity").put("apiKeyId", found.get().id());
                use(plan, new KeyOfPlan(plan.name(), found.get().id()));
                return;
            }
        }
        throw GatewayFailure.invalidApiKey();
    }

    private void use(UsagePlan plan, KeyOfPlan key) {
        plan.throttle().ifPresent(throttle -> take(key, throttle));
        plan.quota().ifPresent(quota -> count(key, quota));
    }

    private void count(KeyOfPlan key, UsagePlan.Quota quota) {
        LocalDate period = firstDay(quota.period());
        Used now = used.merge(
                key,
                new Used(period, 1),
                (before, _) -> new Used(period, before.of().equals(period) ? before.requests() + 1 : 1));
        if (now.requests() > quota.limit()) {
            throw GatewayFailure.quotaExceeded();
        }
    }

    private LocalDate firstDay(UsagePlan.Period period) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return switch (period) {
            case DAY -> today;
            case WEEK -> today.with(ChronoField.DAY_OF_WEEK, 1);
            case MONTH -> today.withDayOfMonth(1);
        };
    }

    /// Refuses a request that is too much for its method.
    void throttle(Method.Key method) {
        for (StageSettings.MethodThrottle each : settings.throttles()) {
            if (each.covers(method)) {
                take(method, each.throttle());
                return;
            }
        }
    }

    private void take(Object owner, Throttle throttle) {
        if (!buckets.computeIfAbsent(owner, _ -> new TokenBucket(throttle, clock.instant()))
                .take(clock.instant())) {
            throw GatewayFailure.throttled();
        }
    }

    private static final class TokenBucket {
        private final Throttle throttle;
        private double tokens;
        private Instant filled;

        TokenBucket(Throttle throttle, Instant now) {
            this.throttle = throttle;
            this.tokens = throttle.burstLimit();
            this.filled = now;
        }

        synchronized boolean take(Instant now) {
            double seconds = Math.max(0, Duration.between(filled, now).toNanos() / 1e9);
            tokens = Math.min(throttle.burstLimit(), tokens + seconds * throttle.rateLimit());
            filled = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
