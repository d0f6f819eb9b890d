// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.List;
import java.util.Optional;

/// Who may use a stage's methods or routes that need an API key, and how much.
///
/// @param keys the enabled ones
/// @param throttle for each key
/// @param quota for each key
public record UsagePlan(String name, List<ApiKey> keys, Optional<Throttle> throttle, Optional<Quota> quota) {
    public UsagePlan {
        keys = List.copyOf(keys);
    }

    /// The key of that value.
    public Optional<ApiKey> key(String value) {
        return keys.stream().filter(key -> key.value().equals(value)).findFirst();
    }

    /// @param id `$context.identity.apiKeyId`
    /// @param value what a client sends as `x-api-key`
    public record ApiKey(String id, String value) {}

    /// @param limit requests in a period
    public record Quota(long limit, Period period) {}

    /// Days, weeks from Monday and months of UTC.
    public enum Period {
        DAY,
        WEEK,
        MONTH
    }
}
