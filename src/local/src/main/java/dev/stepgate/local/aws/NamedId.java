// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The ends of ARNs that contain an id after the name: `connection/name/id`. On AWS the id is new each time;
/// here it depends on the name alone, so that a template can refer to resources that do not exist yet.
public final class NamedId {
    private NamedId() {}

    /// Returns `name/id`, where the id is a UUID.
    public static String of(String name) {
        return name + "/" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
