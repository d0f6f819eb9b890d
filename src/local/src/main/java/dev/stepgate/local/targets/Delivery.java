// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.targets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// A message on its way to one target. Made by a rule or a schedule, carried out by [Deliveries].
public interface Delivery {

    /// Makes an attempt. A refusal is an [AwsException], thrown or in the stage; after one with status 429,
    /// or 500 and above, another attempt follows.
    ///
    /// @param number from 1 on
    /// @param targets the services that can be called
    CompletionStage<JsonNode> attempt(int number, Targets targets);

    RetryPolicy policy();

    /// Returns the message about the failure; empty if none is sent.
    Optional<DeadLetter> deadLetter(Failure failure);

    /// Everything that the delivery is made from, to be kept until it is over.
    JsonNode toJson();

    /// Describes the delivery for people: `rule nightly to arn:aws:sqs:...`.
    String describe();

    /// The reason why a delivery was given up.
    ///
    /// @param reason of the last attempt
    /// @param retries that were made
    /// @param exhausted `MaximumRetryAttempts` or `MaximumEventAgeInSeconds`; empty when a retry would be
    /// useless
    record Failure(AwsException reason, int retries, Optional<String> exhausted) {}

    /// A message for a dead-letter queue.
    ///
    /// @param queueArn a standard queue's
    /// @param attributes each becomes a message attribute of the type String
    record DeadLetter(String queueArn, String body, Map<String, String> attributes) {
        public DeadLetter {
            attributes = Map.copyOf(attributes);
        }
    }
}
