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
/// @param filter of records as the function gets them; the others are skipped
public record StreamEventSource(
        String streamArn,
        String function,
        Start start,
        Batching batching,
        Predicate<JsonNode> filter,
        OnError onError) {

    public enum Start {
        /// With the oldest record.
        TRIM_HORIZON,
        /// With the next one.
        LATEST
    }

    /// @param size at most so many records in one call; 100 when the template says nothing
    /// @param window how long to wait for more records than are there; zero when the template says nothing
    public record Batching(int size, Duration window) {}

    /// The treatment of a batch that fails.
    ///
    /// @param retries how often it is tried again; empty for as long as its records are kept
    /// @param maximumAge older records are given up; empty for as long as they are kept
    /// @param bisects true when it is halved before it is tried again
    /// @param answer how the function tells the record that failed
    /// @param destination ARN of a queue or a topic that is told of what was given up
    public record OnError(
            Optional<Integer> retries,
            Optional<Duration> maximumAge,
            boolean bisects,
            Answer answer,
            Optional<String> destination) {

        /// The treatment when the template says nothing.
        public static OnError standard() {
            return new OnError(Optional.empty(), Optional.empty(), false, Answer.ALL_OR_NOTHING, Optional.empty());
        }
    }

    public enum Answer {
        ALL_OR_NOTHING,
        REPORT_BATCH_ITEM_FAILURES
    }
}
