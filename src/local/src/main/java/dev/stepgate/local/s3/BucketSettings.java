// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.util.Map;
import java.util.Optional;

/// The settings of a bucket that can be changed.
///
/// @param cors empty when no rules were given
/// @param tags of the bucket
record BucketSettings(NotificationConfiguration notifications, Optional<CorsRules> cors, Map<String, String> tags) {
    static final BucketSettings NONE = new BucketSettings(NotificationConfiguration.NONE, Optional.empty(), Map.of());

    BucketSettings {
        tags = Map.copyOf(tags);
    }

    BucketSettings with(NotificationConfiguration other) {
        return new BucketSettings(other, cors, tags);
    }

    BucketSettings with(Optional<CorsRules> other) {
        return new BucketSettings(notifications, other, tags);
    }

    BucketSettings with(Map<String, String> other) {
        return new BucketSettings(notifications, cors, other);
    }
}
