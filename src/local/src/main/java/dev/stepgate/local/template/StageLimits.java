// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The limits and the access log of a REST API's stage.
///
/// @param throttles the more specific ones first
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

    /// A limit on requests.
    ///
    /// @param rateLimit requests per second
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

    /// A usage plan: the keys that may call methods that need an API key, and the limits of each key.
    ///
    /// @param keys values by id, the enabled ones
    /// @param methods the throttles of single methods
    public record UsagePlan(
            String name,
            Map<String, String> keys,
            Optional<Throttle> throttle,
            Optional<Quota> quota,
            List<MethodThrottle> methods) {
        private static final String MADE_UP = "local-api-key-value-";

        /// Returns the value of a key that has none in the template. API Gateway generates one; here it is
        /// predictable. A value has at least 20 characters.
        static String madeUpValue(String logicalId) {
            return MADE_UP + logicalId;
        }

        /// Returns the values that the template's author cannot know.
        public List<String> madeUpValues() {
            return keys.values().stream()
                    .filter(value -> value.startsWith(MADE_UP))
                    .toList();
        }
    }

    /// A limit on requests in a period.
    ///
    /// @param period DAY, WEEK or MONTH
    public record Quota(long limit, String period) {}

    /// A canary release: a share of the requests that sees other stage variables.
    public record Canary(double percentTraffic, Map<String, String> stageVariableOverrides) {}
}
