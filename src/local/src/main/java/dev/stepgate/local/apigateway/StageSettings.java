// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The limits and the access log of a stage.
///
/// @param throttles the first one that applies to a method limits it; each method has its own tokens
/// @param usagePlans of this stage, with their keys
/// @param accessLogFormat a text with `$context` variables, one line for each request
public record StageSettings(
        List<MethodThrottle> throttles,
        List<UsagePlan> usagePlans,
        Optional<String> accessLogFormat,
        Optional<Canary> canary) {

    public static final StageSettings NONE =
            new StageSettings(List.of(), List.of(), Optional.empty(), Optional.empty());

    public StageSettings {
        throttles = List.copyOf(throttles);
        usagePlans = List.copyOf(usagePlans);
    }

    public StageSettings withThrottles(List<MethodThrottle> more) {
        return new StageSettings(more, usagePlans, accessLogFormat, canary);
    }

    public StageSettings withUsagePlans(List<UsagePlan> plans) {
        return new StageSettings(throttles, plans, accessLogFormat, canary);
    }

    public StageSettings withAccessLogFormat(String format) {
        return new StageSettings(throttles, usagePlans, Optional.of(format), canary);
    }

    public StageSettings withCanary(Canary settings) {
        return new StageSettings(throttles, usagePlans, accessLogFormat, Optional.of(settings));
    }

    /// A throttle of some methods of the stage.
    ///
    /// @param resourcePath `/users/{id}`, or `/*` for every resource
    /// @param httpMethod `GET`, or `*` for every method
    public record MethodThrottle(String resourcePath, String httpMethod, Throttle throttle) {
        boolean covers(MethodKey method) {
            return (resourcePath.equals("/*") || resourcePath.equals(method.resourcePath()))
                    && (httpMethod.equals("*") || httpMethod.equalsIgnoreCase(method.httpMethod()));
        }
    }

    /// A canary release. There is only one deployment here, so only the variables differ.
    ///
    /// @param percentTraffic the percentage of requests that the canary takes
    /// @param stageVariableOverrides replace the stage's variables
    public record Canary(double percentTraffic, Map<String, String> stageVariableOverrides) {}
}
