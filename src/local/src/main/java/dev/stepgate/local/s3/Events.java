// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Writes events in the form in which S3 sends them.
///
/// @param owner the canonical id of the account
record Events(Account account, String owner) {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String SOURCE_IP = "127.0.0.1";

    /// Returns [the
    /// message](https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html)
    /// for a function, queue or topic.
    ObjectNode record(Change change, String configurationId, Moment moment) {
        ObjectNode event = Inputs.object();
        ObjectNode record = event.putArray("Records").addObject();
        boolean isTagging = change.kind() == Change.Kind.TAG || change.kind() == Change.Kind.UNTAG;
        record.put("eventVersion", isTagging ? "2.3" : "2.1");
        record.put("eventSource", "aws:s3");
        record.put("awsRegion", change.bucket().region());
        record.put("eventTime", MILLIS.format(moment.at()));
        record.put("eventName", change.kind().eventName());
        record.putObject("userIdentity").put("principalId", "AWS:" + account.id());
        record.putObject("requestParameters").put("sourceIPAddress", SOURCE_IP);
        record.putObject("responseElements")
                .put("x-amz-request-id", RequestIds.of(change.requestId()))
                .put("x-amz-id-2", RequestIds.hostId(change.requestId()));
        ObjectNode s3 = record.putObject("s3");
        s3.put("s3SchemaVersion", "1.0");
        s3.put("configurationId", configurationId);
        ObjectNode bucket = s3.putObject("bucket").put("name", change.bucket().name());
        bucket.putObject("ownerIdentity").put("principalId", owner);
        bucket.put("arn", arn(change.bucket().name()));
        ObjectNode object = s3.putObject("object");
        object(object, change, moment);
        if (isTagging) {
            object.remove("size");
            object.remove("sequencer");
        }
        return event;
    }

    /// @param at the time of the change
    /// @param sequencer hexadecimal; increases with each change
    record Moment(Instant at, String sequencer) {}

    private static void object(ObjectNode object, Change change, Moment moment) {
        object.put(
                "key",
                URLEncoder.encode(change.object().key(), StandardCharsets.UTF_8).replace("%2F", "/"));
        if (change.kind() != Change.Kind.DELETE) {
            object.put("size", change.object().size());
            object.put("eTag", change.object().etag().replace("\"", ""));
        }
        object.put("sequencer", moment.sequencer());
    }

    /// Returns [the event](https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html) for
    /// EventBridge.
    ///
    /// @param id a UUID
    ObjectNode busEvent(Change change, String id, Moment moment) {
        ObjectNode event = Inputs.object()
                .put("version", "0")
                .put("id", id)
                .put("detail-type", change.kind().detailType())
                .put("source", "aws.s3")
                .put("account", account.id())
                .put("time", DateTimeFormatter.ISO_INSTANT.format(moment.at().truncatedTo(ChronoUnit.SECONDS)))
                .put("region", change.bucket().region());
        event.putArray("resources").add(arn(change.bucket().name()));
        detail(change, moment, event.putObject("detail").put("version", "0"));
        return event;
    }

    private void detail(Change change, Moment moment, ObjectNode detail) {
        detail.putObject("bucket").put("name", change.bucket().name());
        ObjectNode object =
                detail.putObject("object").put("key", change.object().key());
        if (change.kind() != Change.Kind.DELETE) {
            object.put("size", change.object().size());
            object.put("etag", change.object().etag().replace("\"", ""));
        }
        object.put("sequencer", moment.sequencer());
        detail.put("request-id", RequestIds.of(change.requestId()))
                .put("requester", account.id())
                .put("source-ip-address", SOURCE_IP);
        if (!change.kind().reason().isEmpty()) {
            detail.put("reason", change.kind().reason());
        }
        if (change.kind() == Change.Kind.DELETE) {
            detail.put("deletion-type", "Permanently Deleted");
        }
    }

    /// The ARN of a bucket.
    String arn(String bucket) {
        return "arn:" + account.partition() + ":s3:::" + bucket;
    }

    /// Returns the message that a queue or topic gets when a configuration names it for the first time.
    ObjectNode test(Bucket bucket, Instant now, String requestId) {
        return Inputs.object()
                .put("Service", "Amazon S3")
                .put("Event", "s3:TestEvent")
                .put("Time", MILLIS.format(now))
                .put("Bucket", bucket.name())
                .put("RequestId", RequestIds.of(requestId))
                .put("HostId", RequestIds.hostId(requestId));
    }
}
