// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// A message that was sent to a queue or published to a topic.
///
/// @param attributes name -> `{"DataType","StringValue"|"BinaryValue"}`
public record SentMessage(String id, String body, JsonNode attributes, Instant at) {

    /// The body as JSON.
    ///
    /// @throws IllegalArgumentException when it is not JSON
    public JsonNode json() {
        return Stepgate.json(body);
    }
}
