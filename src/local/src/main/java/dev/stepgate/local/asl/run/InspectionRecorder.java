// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.time.Duration;

/// Records a state's data after each step
/// ([InspectionData](https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html)).
final class InspectionRecorder {
    private final ObjectNode notes = JsonNodeFactory.instance.objectNode();

    void note(String stage, JsonNode data) {
        notes.put(stage, Json.write(data));
    }

    void noteNumber(String name, JsonNode number) {
        notes.set(name, number);
    }

    void noteRetrier(int index) {
        notes.withObject("/errorDetails").put("retryIndex", index);
    }

    void noteBackoff(Duration delay) {
        notes.withObject("/errorDetails").put("retryBackoffIntervalSeconds", delay.toSeconds());
    }

    void noteCatcher(int index) {
        notes.withObject("/errorDetails").put("catchIndex", index);
    }

    ObjectNode toJson() {
        return notes;
    }
}
