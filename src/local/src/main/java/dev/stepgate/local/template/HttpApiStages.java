// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.Properties.Range;
import dev.stepgate.local.template.StageLimits.MethodThrottle;
import dev.stepgate.local.template.StageLimits.Throttle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads stages of HTTP APIs: those of AWS::ApiGatewayV2::Stage, and the one inside AWS::Serverless::HttpApi.
final class HttpApiStages {
    static final String DEFAULT = "$default";

    private static final Range ANY = new Range(0, 999_999_999);

    private HttpApiStages() {}

    /// @param log the name of AccessLogSettings in that type of resource
    static Resource.Stage read(String name, Properties stage, String log) {
        List<MethodThrottle> throttles = new ArrayList<>();
        stage.inner("RouteSettings")
                .ifPresent(routes -> routes.fields()
                        .fields()
                        .keySet()
                        .forEach(key -> routes.inner(key)
                                .flatMap(HttpApiStages::throttle)
                                .ifPresent(throttle -> throttles.add(of(key, throttle)))));
        stage.inner("DefaultRouteSettings")
                .flatMap(HttpApiStages::throttle)
                .ifPresent(throttle -> throttles.add(new MethodThrottle("/*", "*", throttle)));
        Optional<String> format = stage.inner(log).flatMap(settings -> settings.text("Format"));
        return new Resource.Stage(
                name, stage.texts("StageVariables"), new StageLimits(throttles, List.of(), format, Optional.empty()));
    }

    /// Makes a throttle for a route such as `GET /pets`, or `$default`.
    private static MethodThrottle of(String routeKey, Throttle throttle) {
        String[] parts = routeKey.split(" ", 2);
        return parts.length == 2
                ? new MethodThrottle(parts[1], parts[0], throttle)
                : new MethodThrottle(routeKey, "*", throttle);
    }

    private static Optional<Throttle> throttle(Properties settings) {
        Optional<Double> rate = settings.decimal("ThrottlingRateLimit");
        int burst = settings.number("ThrottlingBurstLimit", Integer.MAX_VALUE, ANY);
        return rate.isPresent() || burst != Integer.MAX_VALUE
                ? Optional.of(new Throttle(rate.orElse(Double.MAX_VALUE), burst))
                : Optional.empty();
    }
}
