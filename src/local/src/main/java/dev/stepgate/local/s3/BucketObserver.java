// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;

/// Delivers the events of buckets. Called after the change is visible, on a worker of the runtime's clock,
/// once for each destination in the bucket's configuration, so it must not block.
@FunctionalInterface
public interface BucketObserver {
    BucketObserver NONE = (_, _) -> {};

    /// @param event for functions, queues and topics [`{"Records": [...]}`][1]; for a bus [an EventBridge
    /// event][2]
    ///
    /// [1]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html [2]:
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
    void happened(Destination destination, JsonNode event);
}
