// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.JsonSize;

/// The limit on the size of data, counted in bytes of its JSON text.
final class DataSize {
    /// The maximum size of data that passes between states, or to and from a task
    /// ([quotas](https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html)).
    static final int LIMIT = 256 * 1024;

    private DataSize() {}

    static boolean exceedsLimit(JsonNode data) {
        return JsonSize.exceeds(data, LIMIT);
    }

    /// Checks data without measuring it again when it is the very node that has passed the check before.
    @SuppressWarnings("ReferenceEquality")
    static boolean exceedsLimit(JsonNode data, JsonNode passed) {
        return data != passed && exceedsLimit(data);
    }

    static int of(JsonNode data) {
        return JsonSize.of(data);
    }
}
