// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;

/// Sends information to a queue or a topic about records that a function failed to process.
@FunctionalInterface
public interface FailureDestination {

    /// Sends a record. Must not block.
    ///
    /// @param arn of the queue or topic
    /// @param record in Lambda's form: which records of which shard, and why
    void send(String arn, JsonNode record);
}
