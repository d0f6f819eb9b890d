// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;

/// Tells a queue or a topic of records that a function did not deal with. Provided by whoever wires event
/// sources.
@FunctionalInterface
public interface FailureDestination {

    /// Must not block.
    ///
    /// @param arn of the queue or topic
    /// @param record what Lambda sends: which records of which shard, and why
    void send(String arn, JsonNode record);
}
