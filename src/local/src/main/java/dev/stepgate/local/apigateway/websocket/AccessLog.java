// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The format of a stage's access log: a text with `$context` variables (developer guide, "Configure logging
/// for WebSocket APIs in API Gateway"). A variable without a value is written as `-`.
record AccessLog(String format) {
    private static final Pattern VARIABLE = Pattern.compile("\\$context\\.([A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)");

    static AccessLog parse(String format) {
        return new AccessLog(format);
    }

    String line(ConnectionEvent event) {
        Matcher variable = VARIABLE.matcher(format);
        return variable.replaceAll(found ->
                Matcher.quoteReplacement(value(event, List.of(found.group(1).split("\\.")))));
    }

    private static String value(ConnectionEvent event, List<String> path) {
        Object value = event.context();
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value == null || value instanceof Map<?, ?> ? "-" : value.toString();
    }
}
