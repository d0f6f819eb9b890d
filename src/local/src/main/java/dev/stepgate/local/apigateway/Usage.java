// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Counts requests against throttles and usage plans.
public final class Usage {
    private final InstantSource clock;
    private final Map<Object, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final Map<Object, Used> used = new ConcurrentHashMap<>();

    public Usage(InstantSource clock) {
        this.clock = clock;
    }

    public enum Verdict {
        ALLOWED,
        THROTTLED,
        QUOTA_EXCEEDED
    }

    private record KeyOfPlan(String plan, String key) {}

    /// @param of the first day of the period
    private record Used(LocalDate of, long requests) {}

    private record MethodOfKey(KeyOfPlan key, MethodKey method) {}

    /// Counts one more request with a key of a plan.
    public Verdict use(UsagePlan plan, UsagePlan.ApiKey key) {
        KeyOfPlan owner = new KeyOfPlan(plan.name(), key.id());
        return plan.throttle().isPresent() && !take(owner, plan.throttle().get())
                ? Verdict.THROTTLED
                : counted(plan, owner);
    }

    /// Counts one more request with a key of a plan to a method, which may have a throttle of its own.
    Verdict use(UsagePlan plan, UsagePlan.ApiKey key, MethodKey method) {
        KeyOfPlan owner = new KeyOfPlan(plan.name(), key.id());
        Optional<Throttle> own = plan.throttleOf(method);
        if (own.isEmpty()) {
            return use(plan, key);
        }
        return take(new MethodOfKey(owner, method), own.get()) ? counted(plan, owner) : Verdict.THROTTLED;
    }

    private Verdict counted(UsagePlan plan, KeyOfPlan owner) {
        if (plan.quota().isPresent() && !count(owner, plan.quota().get())) {
            return Verdict.QUOTA_EXCEEDED;
        }
        return Verdict.ALLOWED;
    }

    private boolean count(KeyOfPlan key, UsagePlan.Quota quota) {
        LocalDate period = firstDay(quota.period());
        Used now = used.merge(
                key,
                new Used(period, 1),
                (before, _) -> new Used(period, before.of().equals(period) ? before.requests() + 1 : 1));
        return now.requests() <= quota.limit();
    }

    private LocalDate firstDay(UsagePlan.Period period) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return switch (period) {
            case DAY -> today;
            case WEEK -> today.with(ChronoField.DAY_OF_WEEK, 1);
            case MONTH -> today.withDayOfMonth(1);
        };
    }

    /// Takes one of the owner's tokens; returns false when there is none.
    public boolean take(Object owner, Throttle throttle) {
        return buckets.computeIfAbsent(owner, _ -> new TokenBucket(throttle, clock.instant()))
                .take(clock.instant());
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
