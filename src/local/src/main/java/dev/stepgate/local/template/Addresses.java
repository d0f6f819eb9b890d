// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

/// The local addresses at which the template's APIs and AWS services are served.
public interface Addresses {
    /// The AWS endpoint: `http://127.0.0.1:4566`.
    String aws();

    /// The prefix of queue URLs: the AWS endpoint, or `https://sqs.us-east-1.amazonaws.com`.
    default String queues() {
        return aws();
    }

    /// The base URL of an API, without a stage: `http://127.0.0.1:3000`, or `ws://127.0.0.1:3001` for a
    /// WebSocket API.
    ///
    /// @param logicalId of an API of the template
    String api(String logicalId);
}
