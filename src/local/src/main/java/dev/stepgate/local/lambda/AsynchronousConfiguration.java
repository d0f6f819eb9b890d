// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The treatment of a function's asynchronous calls
/// ([configuration](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html)).
/// Immutable.
///
/// @param deadLetterTarget ARN of the queue or topic that gets the events of calls that failed
/// @param byQualifier by alias, version or `$LATEST`
public record AsynchronousConfiguration(Optional<String> deadLetterTarget, Map<String, EventInvokeConfig> byQualifier) {

    /// The configuration of a function whose template says nothing.
    public static final AsynchronousConfiguration NONE = new AsynchronousConfiguration(Optional.empty(), Map.of());

    public AsynchronousConfiguration {
        byQualifier = Map.copyOf(byQualifier);
    }

    EventInvokeConfig of(String qualifier) {
        return byQualifier.getOrDefault(qualifier, EventInvokeConfig.STANDARD);
    }

    /// The configuration of one qualifier
    /// ([limits](https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html)).
    ///
    /// @param retries after a failed call: 0 to 2
    /// @param maximumAge of an event: 60 seconds to six hours
    /// @param onSuccess ARN of a queue, topic, function or event bus that gets a record of each call
    /// that succeeded
    /// @param onFailure the same, or a bucket, for calls that failed
    public record EventInvokeConfig(
            int retries, Duration maximumAge, Optional<String> onSuccess, Optional<String> onFailure) {

        /// Two retries within six hours, and no destinations.
        public static final EventInvokeConfig STANDARD =
                new EventInvokeConfig(2, Duration.ofHours(6), Optional.empty(), Optional.empty());
    }
}
