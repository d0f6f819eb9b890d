// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

/// A change of an object.
///
/// @param object in its present state; after its deletion, in its last state
/// @param requestId of the call that caused the change
record Change(Kind kind, Bucket bucket, StoredObject object, String requestId) {

    /// The changes that buckets report, by the names of [their events][1].
    ///
    /// [1]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
    enum Kind {
        PUT("ObjectCreated:Put", "Object Created", "PutObject"),
        COPY("ObjectCreated:Copy", "Object Created", "CopyObject"),
        COMPLETE("ObjectCreated:CompleteMultipartUpload", "Object Created", "CompleteMultipartUpload"),
        DELETE("ObjectRemoved:Delete", "Object Deleted", "DeleteObject"),
        TAG("ObjectTagging:Put", "Object Tags Added", ""),
        UNTAG("ObjectTagging:Delete", "Object Tags Deleted", "");

        private final String eventName;
        private final String detailType;
        private final String reason;

        Kind(String eventName, String detailType, String reason) {
            this.eventName = eventName;
            this.detailType = detailType;
            this.reason = reason;
        }

        String eventName() {
            return eventName;
        }

        /// The detail type of events on a bus.
        String detailType() {
            return detailType;
        }

        /// The reason in events on a bus; empty where they have none.
        String reason() {
            return reason;
        }
    }
}
