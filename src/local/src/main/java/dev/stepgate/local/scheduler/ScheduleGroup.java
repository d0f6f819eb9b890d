// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.scheduler;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// One group with its tags. Immutable.
record ScheduleGroup(String name, String arn, Instant created, Map<String, String> tags) {
    static final String DEFAULT = "default";

    ScheduleGroup {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    ScheduleGroup with(Map<String, String> other) {
        return new ScheduleGroup(name, arn, created, other);
    }

    ObjectNode describe() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Arn", arn)
                .put("Name", name)
                .put("State", "ACTIVE")
                .put("CreationDate", Schedule.seconds(created))
                .put("LastModificationDate", Schedule.seconds(created));
    }
}
