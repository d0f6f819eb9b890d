// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;

/// Delivers what remains of asynchronous calls: their records and the events of those that failed.
/// Implemented by the runtime, which knows the other services. Neither method may block.
public interface InvocationDestinations {

    /// Drops everything, for functions without other services around them.
    InvocationDestinations NONE = new InvocationDestinations() {
        @Override
        public void record(String destination, JsonNode record) {}

        @Override
        public void deadLetter(String target, DeadLetter letter) {}
    };

    /// Sends the record of a call
    /// ([its form](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html)).
    ///
    /// @param destination ARN of a queue, topic, function, event bus or bucket
    void record(String destination, JsonNode record);

    /// Sends the event of a call that failed.
    ///
    /// @param target ARN of a queue or topic
    void deadLetter(String target, DeadLetter letter);

    /// An event and its message attributes, as [dead-letter queues][1] get them.
    ///
    /// [1]:
    /// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
    ///
    /// @param event as the function got it
    /// @param errorCode status of the call, 200 when the function itself failed
    /// @param errorMessage the first kilobyte of it
    record DeadLetter(String event, String requestId, int errorCode, String errorMessage) {}
}
