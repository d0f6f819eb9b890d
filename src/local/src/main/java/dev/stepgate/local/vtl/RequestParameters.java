// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The decoded parameters of a request: `$input.params()`. If a name occurs more than once, its last value
/// counts.
public record RequestParameters(Map<String, String> path, Map<String, String> querystring, Map<String, String> header) {
    public static final RequestParameters NONE = new RequestParameters(Map.of(), Map.of(), Map.of());

    /// Implements `$input.params(name)`: path, then query string, then header; empty when there is none.
    String find(String name) {
        String value = path.get(name);
        if (value == null) {
            value = querystring.get(name);
        }
        return value == null ? header(name) : value;
    }

    private String header(String name) {
        String exact = header.get(name);
        return exact == null ? ignoringCase(name) : exact;
    }

    private String ignoringCase(String name) {
        for (Map.Entry<String, String> field : header.entrySet()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return "";
    }

    @Nullable
    Map<String, String> group(String name) {
        return switch (name) {
            case "path" -> path;
            case "querystring" -> querystring;
            case "header" -> header;
            default -> null;
        };
    }

    Map<String, Object> groups() {
        Map<String, Object> groups = new LinkedHashMap<>();
        groups.put("path", path);
        groups.put("querystring", querystring);
        groups.put("header", header);
        return groups;
    }
}
