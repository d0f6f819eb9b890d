// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.apigateway.ApiAddress;
import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.apigateway.StageSettings;
import dev.stepgate.local.apigateway.Throttle;
import dev.stepgate.local.apigateway.UsagePlan;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.StageLimits;
import java.util.List;
import java.util.Set;

/// Converts a template's stage to the form that the gateways of REST and HTTP APIs take.
final class GatewayStage {
    private GatewayStage() {}

    /// @param elsewhere the services that the user's options say run elsewhere
    static Stage of(ApiAddress address, Resource.Stage stage, Set<String> elsewhere) {
        StageLimits settings = stage.limits();
        return new Stage(
                address,
                stage.name(),
                stage.variables(),
                new StageSettings(
                        settings.throttles().stream()
                                .map(GatewayStage::throttle)
                                .toList(),
                        usagePlans(settings),
                        settings.accessLogFormat(),
                        settings.canary()
                                .map(canary -> new StageSettings.Canary(
                                        canary.percentTraffic(), canary.stageVariableOverrides()))),
                elsewhere);
    }

    private static StageSettings.MethodThrottle throttle(StageLimits.MethodThrottle throttle) {
        return new StageSettings.MethodThrottle(
                throttle.resourcePath(), throttle.httpMethod(), throttle(throttle.throttle()));
    }

    private static Throttle throttle(StageLimits.Throttle throttle) {
        return new Throttle(throttle.rateLimit(), throttle.burstLimit());
    }

    static List<UsagePlan> usagePlans(StageLimits limits) {
        return limits.usagePlans().stream().map(GatewayStage::usagePlan).toList();
    }

    private static UsagePlan usagePlan(StageLimits.UsagePlan plan) {
        List<UsagePlan.ApiKey> keys = plan.keys().entrySet().stream()
                .map(key -> new UsagePlan.ApiKey(key.getKey(), key.getValue()))
                .toList();
        return new UsagePlan(
                plan.name(),
                keys,
                plan.throttle().map(GatewayStage::throttle),
                plan.quota().map(quota -> new UsagePlan.Quota(quota.limit(), UsagePlan.Period.valueOf(quota.period()))),
                plan.methods().stream().map(GatewayStage::throttle).toList());
    }
}
