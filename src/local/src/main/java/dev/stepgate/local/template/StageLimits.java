// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a stage of a REST API limits and writes down.
///
/// @param throttles the more special ones first
/// @param accessLogFormat a text with `$context` variables
public record StageLimits(
        List<MethodThrottle> throttles,
        List<UsagePlan> usagePlans,
        Optional<String> accessLogFormat,
        Optional<Canary> canary) {

    public StageLimits {
        throttles = List.copyOf(throttles);
        usagePlans = List.copyOf(usagePlans);
    }

    /// How many requests are taken.
    ///
    /// @param rateLimit requests a second
    /// @param burstLimit requests at once
    public record Throttle(double rateLimit, int burstLimit) {}

    /// A throttle of some methods.
    ///
    /// @param resourcePath `/users/{id}`, or `/*`
    /// @param httpMethod `GET`, or `*`
    public record MethodThrottle(String resourcePath, String httpMethod, Throttle throttle) {
        boolean isGeneral() {
            return resourcePath.equals("/*") || httpMethod.equals("*");
        }
    }

    /// Who may use methods that need an API key, and how much.
    ///
    /// @param keys values by id, the enabled ones
    public record UsagePlan(
            String name, Map<String, String> keys, Optional<Throttle> throttle, Optional<Quota> quota) {}

    /// Requests in a period.
    ///
    /// @param period DAY, WEEK or MONTH
    public record Quota(long limit, String period) {}

    /// A share of the requests that sees other stage variables.
    public record Canary(double percentTraffic, Map<String, String> stageVariableOverrides) {}
}
