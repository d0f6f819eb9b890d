// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The settings of a bucket that can be changed.
///
/// @param cors empty when no rules were given
/// @param tags of the bucket
/// @param declared name of a [DeclaredSetting] -> its value, where it was changed; null when it was deleted
record BucketSettings(
        NotificationConfiguration notifications,
        Optional<CorsRules> cors,
        Map<String, String> tags,
        Map<String, JsonNode> declared) {
    static final BucketSettings NONE =
            new BucketSettings(NotificationConfiguration.NONE, Optional.empty(), Map.of(), Map.of());

    BucketSettings {
        tags = Map.copyOf(tags);
        declared = Map.copyOf(declared);
    }

    BucketSettings with(NotificationConfiguration other) {
        return new BucketSettings(other, cors, tags, declared);
    }

    BucketSettings with(Optional<CorsRules> other) {
        return new BucketSettings(notifications, other, tags, declared);
    }

    BucketSettings with(Map<String, String> other) {
        return new BucketSettings(notifications, cors, other, declared);
    }

    BucketSettings with(DeclaredSetting setting, JsonNode value) {
        Map<String, JsonNode> changed = new HashMap<>(declared);
        changed.put(setting.name(), value);
        return new BucketSettings(notifications, cors, tags, changed);
    }
}
