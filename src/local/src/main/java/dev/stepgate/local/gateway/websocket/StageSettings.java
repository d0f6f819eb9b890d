// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import dev.stepgate.local.gateway.Throttle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What an AWS::ApiGatewayV2::Stage limits and writes down.
///
/// @param byRoute throttles of RouteSettings by route key
/// @param otherwise the throttle of DefaultRouteSettings, for every other route
record StageSettings(Map<String, Throttle> byRoute, Optional<Throttle> otherwise, Optional<AccessLog> accessLog) {
    private static final int MOST_LOG_FORMAT = 3 * 1024;

    static StageSettings read(Place stage) {
        Map<String, Throttle> byRoute = new LinkedHashMap<>();
        stage.entries("RouteSettings")
                .forEach((key, settings) -> throttle(settings).ifPresent(throttle -> byRoute.put(key, throttle)));
        Place log = stage.member("AccessLogSettings");
        Optional<String> format = log.text("Format");
        if (format.isPresent() && format.get().length() > MOST_LOG_FORMAT) {
            log.member("Format").problem("expected at most " + MOST_LOG_FORMAT + " characters");
        }
        return new StageSettings(byRoute, throttle(stage.member("DefaultRouteSettings")), format.map(AccessLog::parse));
    }

    private static Optional<Throttle> throttle(Place settings) {
        if (!settings.has("ThrottlingRateLimit") && !settings.has("ThrottlingBurstLimit")) {
            return Optional.empty();
        }
        return Optional.of(new Throttle(settings.limit("ThrottlingRateLimit"), (int)
                Math.min(Integer.MAX_VALUE, settings.limit("ThrottlingBurstLimit"))));
    }

    Optional<Throttle> throttle(String routeKey) {
        return Optional.ofNullable(byRoute.get(routeKey)).or(() -> otherwise);
    }
}
