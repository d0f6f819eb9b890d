// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import java.time.Duration;

/// A queue that feeds a function: `AWS::Lambda::EventSourceMapping`.
///
/// @param function name or ARN, with or without a qualifier
/// @param batchSize the maximum number of messages in one call; 10 unless the template sets it
/// @param batchingWindow how long to wait for further messages; zero unless the template sets it
/// @param answer whether the function's answer lists the messages that failed (`ReportBatchItemFailures`)
public record EventSource(String queueArn, String function, int batchSize, Duration batchingWindow, Answer answer) {

    public enum Answer {
        ALL_OR_NOTHING,
        REPORT_BATCH_ITEM_FAILURES
    }
}
