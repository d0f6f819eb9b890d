// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The ends of ARNs that hold an id besides a name: `connection/name/id`. On AWS the id is new each time;
/// here it follows from the name, so that a template can refer to what is not made yet.
public final class NamedId {
    private NamedId() {}

    /// `name/id` with a UUID.
    public static String of(String name) {
        return name + "/" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
