// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsEndpoint;
import dev.stepgate.local.http.HttpLimits;
import dev.stepgate.local.http.HttpServer;
import dev.stepgate.local.http.ServerAddress;
import dev.stepgate.local.http.ServerHandlers;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.sns.Topics;
import dev.stepgate.local.time.RealTime;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// AWS's own Java clients, over a socket. They verify every MD5.
class MessagingClientsTest {

    private final RealTime time = new RealTime();
    private final Account account = new Account("aws", "us-east-1", "123456789012");
    private HttpServer server;
    private SqsClient sqs;
    private SnsClient sns;

    @BeforeEach
    void start() {
        Supplier<URI> endpoint = () -> URI.create("http://127.0.0.1:" + server.port());
        Supplier<String> uuids = () -> UUID.randomUUID().toString();
        Functions functions = new Functions(List.of(), time, RuntimeLog.NONE, endpoint);
        Queues queues = new Queues(account, time, endpoint, uuids);
        Topics topics = new Topics(account, List.of(queues, functions), time, uuids);
        server = HttpServer.start(
                ServerAddress.loopback(0),
                HttpLimits.awsEndpoint(),
                ServerHandlers.http(new AwsEndpoint(List.of(queues, topics, functions))));
        sqs = configured(SqsClient.builder()).build();
        sns = configured(SnsClient.builder()).build();
    }

    @AfterEach
    void stop() {
        sqs.close();
        sns.close();
        server.close();
        time.close();
    }

    /// Recorded from AWS in LocalStack's `test_sqs_permission_lifecycle`.
    @Test
    void aQueueIsSharedByLabelsUntilTheLastIsRemoved() {
        String url = sqs.createQueue(request -> request.queueName("q")).queueUrl();
        sqs.addPermission(request -> request.queueUrl(url)
                .label("reader")
                .awsAccountIds("123456789012", "668614515564")
                .actions("ReceiveMessage"));

        assertThat(Json.parse(policy(url))).isEqualTo(Json.parse("""
                {"Version":"2008-10-17","Id":"arn:aws:sqs:us-east-1:123456789012:q/SQSDefaultPolicy","Statement":[
                {"Sid":"reader","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:root",
                "arn:aws:iam::668614515564:root"]},"Action":"SQS:ReceiveMessage",
                "Resource":"arn:aws:sqs:us-east-1:123456789012:q"}]}"""));
        assertThatThrownBy(() -> sqs.addPermission(request -> request.queueUrl(url)
                        .label("reader")
                        .awsAccountIds("668614515564")
                        .actions("SendMessage")))
                .hasMessageContaining("Value reader for parameter Label is invalid. Reason: Already exists.");
        sqs.removePermission(request -> request.queueUrl(url).label("reader"));
        assertThat(policy(url)).isEmpty();
        assertThatThrownBy(() ->
                        sqs.removePermission(request -> request.queueUrl(url).label("reader")))
                .hasMessageContaining("Value reader for parameter Label is invalid. Reason: can't find label.");
    }

    private String policy(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.POLICY))
                .attributes()
                .getOrDefault(QueueAttributeName.POLICY, "");
    }

    /// Recorded from AWS in LocalStack's `test_topic_add_multiple_permissions`, `test_topic_remove_permission` and
    /// `test_add_permission_errors`.
    @Test
    void aTopicIsSharedByLabelsBesideItsOwner() {
        String topic = sns.createTopic(request -> request.name("news")).topicArn();
        String own = topicPolicy(topic);
        sns.addPermission(request -> request.topicArn(topic)
                .label("writer")
                .awsAccountIds("668614515564")
                .actionNames("Publish", "Subscribe"));

        assertThat(Json.parse(topicPolicy(topic)).at("/Statement/1")).isEqualTo(Json.parse("""
                {"Sid":"writer","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::668614515564:root"},
                "Action":["SNS:Publish","SNS:Subscribe"],"Resource":"arn:aws:sns:us-east-1:123456789012:news"}"""));
        assertThatThrownBy(() -> sns.addPermission(request -> request.topicArn(topic)
                        .label("writer")
                        .awsAccountIds("668614515564")
                        .actionNames("Publish")))
                .hasMessageContaining("Invalid parameter: Statement already exists");
        assertThatThrownBy(() -> sns.addPermission(request -> request.topicArn(topic)
                        .label("other")
                        .awsAccountIds("668614515564")
                        .actionNames("Sing")))
                .hasMessageContaining("Invalid parameter: Policy statement action out of service scope!");
        sns.removePermission(request -> request.topicArn(topic).label("writer"));
        assertThat(Json.parse(topicPolicy(topic))).isEqualTo(Json.parse(own));
    }

    private String topicPolicy(String topic) {
        return sns.getTopicAttributes(request -> request.topicArn(topic))
                .attributes()
                .getOrDefault("Policy", "");
    }

    /// Recorded from AWS in LocalStack's `test_aws_trace_header_propagation` and
    /// `test_publish_sqs_from_sns_with_xray_propagation`.
    @Test
    void aMessageKeepsTheTraceOfItsRequest() {
        String trace = "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1";
        String url = sqs.createQueue(request -> request.queueName("q")).queueUrl();
        String topic = sns.createTopic(request -> request.name("news")).topicArn();
        sns.subscribe(
                request -> request.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:123456789012:q"));

        sqs.sendMessage(request -> request.queueUrl(url)
                .messageBody("single")
                .overrideConfiguration(sent -> sent.putHeader("X-Amzn-Trace-Id", trace)));
        sqs.sendMessageBatch(request -> request.queueUrl(url)
                .entries(SendMessageBatchRequestEntry.builder()
                        .id("1")
                        .messageBody("batch")
                        .build())
                .overrideConfiguration(sent -> sent.putHeader("X-Amzn-Trace-Id", trace)));
        sns.publish(request -> request.topicArn(topic)
                .message("by the topic")
                .overrideConfiguration(sent -> sent.putHeader("X-Amzn-Trace-Id", trace)));

        assertThat(List.of(traceOfNext(url), traceOfNext(url), traceOfNext(url)))
                .containsOnly(trace);
    }

    private String traceOfNext(String url) {
        Message message = sqs.receiveMessage(request -> request.queueUrl(url)
                        .waitTimeSeconds(20)
                        .messageSystemAttributeNames(MessageSystemAttributeName.AWS_TRACE_HEADER))
                .messages()
                .getFirst();
        return message.attributes().getOrDefault(MessageSystemAttributeName.AWS_TRACE_HEADER, "");
    }

    @Test
    void messagesWithAttributesAreSentAndReceived() {
        String url = sqs.createQueue(request -> request.queueName("q")).queueUrl();
        sqs.sendMessage(request -> request.queueUrl(url)
                .messageBody("<ü&\"'>")
                .messageAttributes(Map.of(
                        "text", attribute("String").stringValue("ß").build(),
                        "number", attribute("Number.int").stringValue("1").build(),
                        "bytes",
                                attribute("Binary")
                                        .binaryValue(SdkBytes.fromByteArray(new byte[] {0, 1, -1}))
                                        .build())));

        Message message = sqs.receiveMessage(request -> request.queueUrl(url)
                        .waitTimeSeconds(20)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .getFirst();
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));

        assertThat(message.body()).isEqualTo("<ü&\"'>");
        assertThat(message.messageAttributes()).hasSize(3);
        assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        assertThat(sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .attributes())
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0");
        assertThatThrownBy(
                        () -> sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle("x")))
                .isInstanceOf(ReceiptHandleIsInvalidException.class);
    }

    @Test
    void aTopicDeliversToAQueue() {
        String url = sqs.createQueue(request -> request.queueName("q")).queueUrl();
        String topic = sns.createTopic(request -> request.name("news")).topicArn();
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(account.arn("sqs", "q")));

        String id = sns.publish(
                        request -> request.topicArn(topic).message("a & b").subject("s"))
                .messageId();

        String body = sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20))
                .messages()
                .getFirst()
                .body();
        assertThat(Json.parse(body).path("MessageId").asText()).isEqualTo(id);
        assertThat(Json.parse(body).path("Message").asText()).isEqualTo("a & b");
        assertThat(sns.listSubscriptionsByTopic(request -> request.topicArn(topic))
                        .subscriptions())
                .hasSize(1);
    }

    @Test
    void tagsOfAMissingTopicAreRefusedAsTheModelSays() {
        assertThatThrownBy(() -> sns.listTagsForResource(request -> request.resourceArn(account.arn("sns", "none"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private static MessageAttributeValue.Builder attribute(String type) {
        return MessageAttributeValue.builder().dataType(type);
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
        return builder.endpointOverride(URI.create("http://127.0.0.1:" + server.port()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
}
