// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Predicate;

/// A queue that feeds a function: `AWS::Lambda::EventSourceMapping`.
///
/// @param function name or ARN, with or without a qualifier
/// @param batchSize the maximum number of messages in one call; 10 unless the template sets it
/// @param batchingWindow how long to wait for further messages; zero unless the template sets it
/// @param answer whether the function's answer lists the messages that failed
/// (`ReportBatchItemFailures`)
/// @param filter of messages, in the form of the function's event; the others are deleted
public record EventSource(
        String queueArn,
        String function,
        int batchSize,
        Duration batchingWindow,
        Answer answer,
        Predicate<JsonNode> filter) {

    /// Makes a source without a filter.
    public EventSource(String queueArn, String function, int batchSize, Duration batchingWindow, Answer answer) {
        this(queueArn, function, batchSize, batchingWindow, answer, ALL);
    }

    private static final Predicate<JsonNode> ALL = _ -> true;

    public enum Answer {
        ALL_OR_NOTHING,
        REPORT_BATCH_ITEM_FAILURES
    }
}
