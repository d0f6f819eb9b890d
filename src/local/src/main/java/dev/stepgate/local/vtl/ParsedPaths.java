// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import dev.stepgate.local.path.JsonPath;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Parsed JSONPaths, kept by their text. Paths stand in templates, so there are few; a template that builds
/// them from a request's data does not fill the memory.
final class ParsedPaths {
    private static final int MAX_PATHS = 10_000;
    private static final Map<String, JsonPath> PARSED = new ConcurrentHashMap<>();

    private ParsedPaths() {}

    /// API Gateway takes `name` for `$.name`.
    static JsonPath parse(String text) {
        JsonPath known = PARSED.get(text);
        if (known != null) {
            return known;
        }
        JsonPath path = JsonPath.parse(text.startsWith("$") ? text : "$." + text);
        if (PARSED.size() < MAX_PATHS) {
            PARSED.put(text, path);
        }
        return path;
    }
}
