// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.JsonSize;

/// The limit on data, counted in bytes of its JSON text.
final class DataSize {
    /// The most that may go from state to state, or to and from a task
    /// ([quotas](https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html)).
    static final int LIMIT = 256 * 1024;

    private DataSize() {}

    static boolean exceedsLimit(JsonNode data) {
        return JsonSize.exceeds(data, LIMIT);
    }

    /// The same for data that may be what has been let through before.
    @SuppressWarnings("ReferenceEquality")
    static boolean exceedsLimit(JsonNode data, JsonNode passed) {
        return data != passed && exceedsLimit(data);
    }

    static int of(JsonNode data) {
        return JsonSize.of(data);
    }
}
