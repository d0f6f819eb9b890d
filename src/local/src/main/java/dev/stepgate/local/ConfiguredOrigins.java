// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The origins that a template names in CORS settings: `allowOrigins` of HTTP APIs, literal values of
/// Access-Control-Allow-Origin that REST APIs write, `AllowedOrigins` of buckets. `*` is not an origin and is ignored.
final class ConfiguredOrigins {
    private static final Set<String> NAMES = Set.of("alloworigins", "allowedorigins");

    private final Set<String> found = new TreeSet<>();

    private ConfiguredOrigins() {}

    /// Returns the origins in lower case.
    static Set<String> of(Template template) {
        ConfiguredOrigins origins = new ConfiguredOrigins();
        template.all(Resource.RestApi.class)
                .forEach(api -> origins.read(api.openApi().json()));
        template.all(Resource.HttpApi.class)
                .forEach(api -> origins.read(api.openApi().json()));
        template.all(Resource.Bucket.class).forEach(bucket -> origins.read(bucket.configuration()));
        return origins.found;
    }

    private void read(JsonNode node) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey().toLowerCase(Locale.ROOT);
            if (name.endsWith("access-control-allow-origin") || NAMES.contains(name)) {
                add(member.getValue());
            } else {
                read(member.getValue());
            }
        }
        if (node.isArray()) {
            node.forEach(this::read);
        }
    }

    private void add(JsonNode value) {
        value.forEach(this::add);
        String origin = value.asText("").replace("'", "").toLowerCase(Locale.ROOT);
        if (origin.contains("://") && !origin.contains("*")) {
            found.add(origin);
        }
    }
}
