// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import dev.stepgate.local.path.JsonPath;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A cache of parsed JSONPaths by their text. Templates contain few paths; one that builds them from a
/// request's data does not fill the memory.
final class ParsedPaths {
    private static final int MAX_PATHS = 10_000;
    private static final Map<String, JsonPath> PARSED = new ConcurrentHashMap<>();

    private ParsedPaths() {}

    /// Parses a path; as in API Gateway, `name` means `$.name`.
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
