// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.List;
import java.util.Optional;

/// A usage plan: the keys with which clients may call methods or routes that need an API key, and the limits
/// of each key.
///
/// @param keys the enabled ones
/// @param throttle for each key
/// @param quota for each key
public record UsagePlan(String name, List<ApiKey> keys, Optional<Throttle> throttle, Optional<Quota> quota) {
    public UsagePlan {
        keys = List.copyOf(keys);
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
