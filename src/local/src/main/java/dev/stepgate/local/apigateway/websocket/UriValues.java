// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// Puts mapped values into URIs.
final class UriValues {
    private UriValues() {}

    /// Fills the placeholders; a `{name}` without a value stays as it is written.
    static String fill(String text, Map<String, List<String>> values) {
        String filled = text;
        for (Map.Entry<String, List<String>> value : values.entrySet()) {
            filled = filled.replace(
                    "{" + value.getKey() + "}", encode(value.getValue().getLast()));
        }
        return filled;
    }

    static String withQuery(String path, Map<String, List<String>> query) {
        StringJoiner joined = new StringJoiner("&");
        query.forEach((name, values) -> values.forEach(value -> joined.add(encode(name) + "=" + encode(value))));
        return query.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + joined;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
