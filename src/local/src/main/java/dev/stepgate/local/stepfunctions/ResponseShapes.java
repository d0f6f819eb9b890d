// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;

/// Writes parts of answers.
final class ResponseShapes {
    private ResponseShapes() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Writes seconds since 1970, with milliseconds.
    static DecimalNode date(Instant instant) {
        return DecimalNode.valueOf(BigDecimal.valueOf(instant.toEpochMilli(), 3));
    }

    static ObjectNode included() {
        return object().put("included", true);
    }
}
