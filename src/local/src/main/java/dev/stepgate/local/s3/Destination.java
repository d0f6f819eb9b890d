// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

/// The destination of a bucket's events.
public sealed interface Destination {

    /// The ARN of the destination.
    String arn();

    /// @param kind the name of a record below
    static Destination of(String kind, String arn) {
        return switch (kind) {
            case "Function" -> new Function(arn);
            case "Queue" -> new Queue(arn);
            case "Topic" -> new Topic(arn);
            case "EventBus" -> new EventBus(arn);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /// A function, invoked asynchronously with the event.
    record Function(String arn) implements Destination {}

    /// A queue; the event is the message's text.
    record Queue(String arn) implements Destination {}

    /// A topic; the event is the message, under the subject `Amazon S3 Notification`.
    record Topic(String arn) implements Destination {}

    /// The default bus of EventBridge; the event is a whole one, with `source` and `detail-type`.
    record EventBus(String arn) implements Destination {}
}
