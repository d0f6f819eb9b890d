// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.List;
import java.util.Optional;

/// A usage plan: the keys with which clients may call methods or routes that need an API key, and the
/// limits of each key.
///
/// @param keys the enabled ones
/// @param throttle for each key
/// @param quota for each key
/// @param methods the throttles of single methods, for each key, in the place of the plan's
public record UsagePlan(
        String name,
        List<ApiKey> keys,
        Optional<Throttle> throttle,
        Optional<Quota> quota,
        List<StageSettings.MethodThrottle> methods) {
    public UsagePlan {
        keys = List.copyOf(keys);
        methods = List.copyOf(methods);
    }

    /// Makes a plan that treats all methods alike.
    public UsagePlan(String name, List<ApiKey> keys, Optional<Throttle> throttle, Optional<Quota> quota) {
        this(name, keys, throttle, quota, List.of());
    }

    /// Finds the throttle of a method, if it has one of its own.
    Optional<Throttle> throttleOf(MethodKey method) {
        return methods.stream()
                .filter(each -> each.covers(method))
                .findFirst()
                .map(StageSettings.MethodThrottle::throttle);
    }

    /// Finds a key by its value.
    public Optional<ApiKey> key(String value) {
        return keys.stream().filter(key -> key.value().equals(value)).findFirst();
    }

    /// @param id `$context.identity.apiKeyId`
    /// @param value the one that a client sends as `x-api-key`
    public record ApiKey(String id, String value) {}

    /// @param limit number of requests in a period
    public record Quota(long limit, Period period) {}

    /// Days, weeks beginning on Monday, and months, all in UTC.
    public enum Period {
        DAY,
        WEEK,
        MONTH
    }
}
