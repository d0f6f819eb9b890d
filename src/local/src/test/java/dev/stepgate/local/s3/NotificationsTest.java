// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// [Event notifications](https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html).
class NotificationsTest {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:thumbnails";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:orders";
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:news";

    private final TestBuckets s3 = new TestBuckets();

    /// The members are those of [the structure of a
    /// message](https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html).
    @Test
    void aFunctionIsNotifiedOfANewObject() throws Exception {
        configure("{'LambdaFunctionConfigurations':[{'Id':'all','LambdaFunctionArn':'" + FUNCTION
                + "','Events':['s3:ObjectCreated:*']}]}");

        s3.put("a b/é.jpg", "hello");
        s3.time.awaitIdle();

        TestBuckets.Told told = s3.told.getFirst();
        JsonNode record = told.event().path("Records").path(0);
        assertThat(told.destination()).isEqualTo(new Destination.Function(FUNCTION));
        assertThat(record.path("eventVersion").asText()).isEqualTo("2.1");
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:s3");
        assertThat(record.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
        assertThat(record.path("eventTime").asText()).isEqualTo("2025-01-01T00:00:00.000Z");
        assertThat(record.path("awsRegion").asText()).isEqualTo("us-east-1");
        assertThat(record.path("responseElements").path("x-amz-request-id").asText())
                .isEqualTo("AAAAAAAABBBBCCCC");
        assertThat(record.path("s3").path("s3SchemaVersion").asText()).isEqualTo("1.0");
        assertThat(record.path("s3").path("configurationId").asText()).isEqualTo("all");
        assertThat(record.path("s3").path("bucket").path("name").asText()).isEqualTo("photos");
        assertThat(record.path("s3").path("bucket").path("arn").asText()).isEqualTo("arn:aws:s3:::photos");
        JsonNode object = record.path("s3").path("object");
        assertThat(object.path("key").asText()).isEqualTo("a+b/%C3%A9.jpg");
        assertThat(object.path("size").asInt()).isEqualTo(5);
        assertThat(object.path("eTag").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(object.path("sequencer").asText()).matches("[0-9A-F]+");
    }

    @Test
    void eachKindOfChangeHasItsName() throws Exception {
        configure("{'QueueConfigurations':[{'Id':'all','QueueArn':'" + QUEUE
                + "','Events':['s3:ObjectCreated:*','s3:ObjectRemoved:Delete','s3:ObjectTagging:*']}]}");

        s3.put("a", "x");
        s3.call("CopyObject", "{'Bucket':'photos','Key':'b','CopySource':'photos/a'}");
        s3.uploaded("c", "{'ChecksumAlgorithm':'SHA256'}", new byte[1]);
        s3.call("PutObjectTagging", "{'Bucket':'photos','Key':'a','Tagging':{'TagSet':[]}}");
        s3.call("DeleteObjectTagging", "{'Bucket':'photos','Key':'a'}");
        s3.call("DeleteObject", "{'Bucket':'photos','Key':'a'}");
        s3.call("DeleteObject", "{'Bucket':'photos','Key':'a'}");
        s3.time.awaitIdle();

        assertThat(names())
                .containsExactly(
                        "ObjectCreated:Put",
                        "ObjectCreated:Copy",
                        "ObjectCreated:CompleteMultipartUpload",
                        "ObjectTagging:Put",
                        "ObjectTagging:Delete",
                        "ObjectRemoved:Delete");
        assertThat(s3.told
                        .getLast()
                        .event()
                        .path("Records")
                        .path(0)
                        .path("s3")
                        .path("object")
                        .has("size"))
                .isFalse();
    }

    private List<String> names() {
        return s3.told.stream()
                .map(told ->
                        told.event().path("Records").path(0).path("eventName").asText())
                .toList();
    }

    @Test
    void onlyKeysThatMatchTheFilterAreReported() throws Exception {
        configure("{'TopicConfigurations':[{'TopicArn':'" + TOPIC + "','Events':['s3:ObjectCreated:Put'],'Filter':"
                + "{'Key':{'FilterRules':[{'Name':'prefix','Value':'in/'},{'Name':'Suffix','Value':'.jpg'}]}}}]}");

        s3.put("in/a.jpg", "x");
        s3.put("out/a.jpg", "x");
        s3.put("in/a.png", "x");
        s3.time.awaitIdle();

        assertThat(s3.told).hasSize(1);
    }

    /// [The events of S3 on EventBridge](https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html)
    @Test
    void theDefaultBusIsNotifiedOfEveryChange() throws Exception {
        configure("{'EventBridgeConfiguration':{}}");

        s3.put("a b", "hello");
        s3.call("DeleteObject", "{'Bucket':'photos','Key':'a b'}");
        s3.time.awaitIdle();

        JsonNode created = s3.told.getFirst().event();
        assertThat(s3.told.getFirst().destination())
                .isEqualTo(new Destination.EventBus("arn:aws:events:us-east-1:123456789012:event-bus/default"));
        assertThat(created.path("source").asText()).isEqualTo("aws.s3");
        assertThat(created.path("detail-type").asText()).isEqualTo("Object Created");
        assertThat(created.path("account").asText()).isEqualTo("123456789012");
        assertThat(created.path("time").asText()).isEqualTo("2025-01-01T00:00:00Z");
        assertThat(created.path("resources")).isEqualTo(TestBuckets.json("['arn:aws:s3:::photos']"));
        assertThat(created.path("detail").path("bucket").path("name").asText()).isEqualTo("photos");
        assertThat(created.path("detail").path("object").path("key").asText()).isEqualTo("a b");
        assertThat(created.path("detail").path("object").path("size").asInt()).isEqualTo(5);
        assertThat(created.path("detail").path("reason").asText()).isEqualTo("PutObject");
        JsonNode deleted = s3.told.getLast().event();
        assertThat(deleted.path("detail-type").asText()).isEqualTo("Object Deleted");
        assertThat(deleted.path("detail").path("deletion-type").asText()).isEqualTo("Permanently Deleted");
    }

    private void configure(String notifications) {
        s3.buckets.create("photos", TestBuckets.json("{'NotificationConfiguration':" + notifications + "}"));
    }

    @Test
    void aNewConfigurationIsTestedAndReturned() throws Exception {
        String configuration = "{'QueueConfigurations':[{'Id':'q','QueueArn':'" + QUEUE
                + "','Events':['s3:ObjectCreated:*'],'Filter':{'Key':{'FilterRules':[{'Name':'Prefix','Value':'p'}]}}}]}";
        String input = "{'Bucket':'photos','NotificationConfiguration':" + configuration + "}";

        s3.call("PutBucketNotificationConfiguration", input);
        s3.call("PutBucketNotificationConfiguration", input);
        s3.time.awaitIdle();

        assertThat(s3.call("GetBucketNotificationConfiguration", "{'Bucket':'photos'}"))
                .isEqualTo(TestBuckets.json(configuration));
        assertThat(s3.told).hasSize(1);
        assertThat(s3.told.getFirst().event().path("Event").asText()).isEqualTo("s3:TestEvent");
        assertThat(s3.told.getFirst().event().path("Service").asText()).isEqualTo("Amazon S3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'QueueConfigurations':[{'QueueArn':'q','Events':['s3:ObjectEaten:*']}]}",
                "{'QueueConfigurations':[{'QueueArn':'q','Events':[]}]}",
                "{'QueueConfigurations':[{'Events':['s3:ObjectCreated:*']}]}",
                "{'QueueConfigurations':[{'QueueArn':'q','Events':['s3:ObjectCreated:*'],'Filter':{'Key':{'FilterRules':[{'Name':'infix','Value':'p'}]}}}]}"
            })
    void anInvalidConfigurationIsRefused(String configuration) {
        BucketsTest.refused(
                () -> s3.call(
                        "PutBucketNotificationConfiguration",
                        "{'Bucket':'photos','NotificationConfiguration':" + configuration + "}"),
                400,
                configuration.contains("Eaten") || configuration.contains("infix")
                        ? "InvalidArgument"
                        : "MalformedXML");
    }
}
