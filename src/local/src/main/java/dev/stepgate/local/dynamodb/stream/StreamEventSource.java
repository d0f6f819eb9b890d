// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// A stream that feeds a function: `AWS::Lambda::EventSourceMapping`
/// ([parameters](https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html)).
///
/// @param function name or ARN, with or without a qualifier
/// @param filter of records, in the form of the function's event; the others are skipped
public record StreamEventSource(
        String streamArn,
        String function,
        Start start,
        Batching batching,
        Predicate<JsonNode> filter,
        OnError onError) {

    public enum Start {
        /// Begins with the oldest record.
        TRIM_HORIZON,
        /// Begins with the next record.
        LATEST
    }

    /// @param size the maximum number of records in one call; 100 unless the template sets it
    /// @param window how long to wait for further records; zero unless the template sets it
    public record Batching(int size, Duration window) {}

    /// The treatment of a batch that fails.
    ///
    /// @param retries unlimited, as long as its records are kept, when empty
    /// @param maximumAge of records, after which they are given up on; unlimited when empty
    /// @param bisects true when it is halved before it is retried
    /// @param answer how the function reports the record that failed
    /// @param destination ARN of a queue or a topic that is notified of records that were given up on
    public record OnError(
            Optional<Integer> retries,
            Optional<Duration> maximumAge,
            boolean bisects,
            Answer answer,
            Optional<String> destination) {

        /// The treatment unless the template sets another.
        public static OnError standard() {
            return new OnError(Optional.empty(), Optional.empty(), false, Answer.ALL_OR_NOTHING, Optional.empty());
        }
    }

    public enum Answer {
        ALL_OR_NOTHING,
        REPORT_BATCH_ITEM_FAILURES
    }
}
