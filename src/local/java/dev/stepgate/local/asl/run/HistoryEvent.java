// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// One [event](https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html). `id` counts from
/// 1; `previousId` is 0 for the first event and for the first state's entry.
public final class HistoryEvent {
    private final int id;
    private final int previousId;
    private final Instant timestamp;
    private final String type;

    HistoryEvent(int id, int previousId, Instant timestamp, String type) {
        this.id = id;
        this.previousId = previousId;
        this.timestamp = timestamp;
        this.type = type;
    }

    public int id() {
        return id;
    }

    public int previousId() {
        return previousId;
    }

    public Instant timestamp() {
        return timestamp;
    }

    /// As `TaskStateEntered`.
    public String type() {
        return type;
    }

    /// In the API's own shape, with texts of input and output, or without them when asked to leave data out.
    public ObjectNode toJson(Data data) {
        throw new IllegalStateException("not yet: " + data);
    }

    /// `includeExecutionData` of GetExecutionHistory.
    public enum Data {
        INCLUDED,
        LEFT_OUT
    }
}
