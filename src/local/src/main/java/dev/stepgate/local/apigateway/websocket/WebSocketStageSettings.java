// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.Throttle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The throttles and the access log of an AWS::ApiGatewayV2::Stage.
///
/// @param byRoute throttles of RouteSettings by route key
/// @param otherwise the throttle of DefaultRouteSettings, for every other route
record WebSocketStageSettings(
        Map<String, Throttle> byRoute, Optional<Throttle> otherwise, Optional<AccessLog> accessLog) {
    private static final int MAX_LOG_FORMAT_LENGTH = 3 * 1024;

    static WebSocketStageSettings read(ResourceNode stage) {
        Map<String, Throttle> byRoute = new LinkedHashMap<>();
        stage.entries("RouteSettings")
                .forEach((key, settings) -> throttle(settings).ifPresent(throttle -> byRoute.put(key, throttle)));
        ResourceNode log = stage.member("AccessLogSettings");
        Optional<String> format = log.text("Format");
        if (format.isPresent() && format.get().length() > MAX_LOG_FORMAT_LENGTH) {
            log.member("Format").problem("expected at most " + MAX_LOG_FORMAT_LENGTH + " characters");
        }
        return new WebSocketStageSettings(
                byRoute, throttle(stage.member("DefaultRouteSettings")), format.map(AccessLog::parse));
    }

    private static Optional<Throttle> throttle(ResourceNode settings) {
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
