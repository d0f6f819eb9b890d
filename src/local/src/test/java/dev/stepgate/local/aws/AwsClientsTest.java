// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpLimits;
import dev.stepgate.local.http.HttpServer;
import dev.stepgate.local.http.ServerAddress;
import dev.stepgate.local.http.ServerHandlers;
import dev.stepgate.local.json.Json;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// AWS's own Java clients against the endpoint, over a socket.
class AwsClientsTest {
    private final RecordingService states = new RecordingService("states")
            .answers("StartExecution", "{\"executionArn\":\"arn\",\"startDate\":1652472014.974}")
            .answers(
                    "StartSyncExecution",
                    "{\"executionArn\":\"arn\",\"status\":\"SUCCEEDED\",\"startDate\":1,\"stopDate\":2}")
            .fails(
                    "DescribeExecution",
                    new AwsException(400, "ExecutionDoesNotExist", "Execution Does Not Exist: 'x'"));
    private final RecordingService sqs = new RecordingService("sqs")
            .answers(
                    "ReceiveMessage",
                    "{\"Messages\":[{\"MessageId\":\"i\",\"Body\":\"b\",\"MD5OfBody\":\"92eb5ffee6ae2fec3ad71c777531578f\"}]}")
            .fails("GetQueueUrl", new AwsException(400, "QueueDoesNotExist", "The specified queue does not exist."));
    private final RecordingService sns = new RecordingService("sns")
            .answers("Publish", "{\"MessageId\":\"i\"}")
            .answers("ListTopics", "{\"Topics\":[{\"TopicArn\":\"a\"},{\"TopicArn\":\"b\"}],\"NextToken\":\"n\"}")
            .answers("DeleteTopic", "{}")
            .answers("GetTopicAttributes", "{\"Attributes\":{\"Policy\":\"{\\\"a\\\":\\\"<&>\\\"}\"}}")
            .fails("Subscribe", new AwsException(404, "NotFound", "Topic does not exist"));

    private HttpServer server;

    @BeforeEach
    void start() {
        server = HttpServer.start(
                ServerAddress.loopback(0),
                HttpLimits.awsEndpoint(),
                ServerHandlers.http(new AwsEndpoint(List.of(states, sqs, sns))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void stepFunctionsStartsExecutionsAndKnowsTheErrorsByType() {
        try (SfnClient client = configured(SfnClient.builder()).build()) {
            StartExecutionResponse response = client.startExecution(
                    request -> request.stateMachineArn("m").input("{\"a\":\"ü\"}"));
            assertThat(response.executionArn()).isEqualTo("arn");
            assertThat(response.startDate()).isEqualTo(Instant.ofEpochMilli(1_652_472_014_974L));
            assertThat(response.responseMetadata().requestId()).isEqualTo(states.last.requestId());
            assertThat(states.last.input())
                    .isEqualTo(Json.parse("{\"stateMachineArn\":\"m\",\"input\":\"{\\\"a\\\":\\\"ü\\\"}\"}"));

            assertThat(client.startSyncExecution(request -> request.stateMachineArn("m"))
                            .statusAsString())
                    .isEqualTo("SUCCEEDED");

            assertThatThrownBy(() -> client.describeExecution(request -> request.executionArn("x")))
                    .isInstanceOf(ExecutionDoesNotExistException.class)
                    .hasMessageContaining("Execution Does Not Exist: 'x'");
        }
    }

    /// The client uses the server as its proxy, so that it need not resolve the name.
    @Test
    void stepFunctionsStartsSynchronouslyThroughTheHostOfThatName() {
        AtomicReference<String> host = new AtomicReference<>("none");
        AwsEndpoint endpoint = new AwsEndpoint(List.of(states));
        HttpHandler listening = request -> {
            host.set(request.headers().first("Host").orElse("none"));
            return endpoint.handle(request);
        };
        try (HttpServer named = HttpServer.start(
                        ServerAddress.loopback(0), HttpLimits.awsEndpoint(), ServerHandlers.http(listening));
                SfnClient client = SfnClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(URI.create("http://localhost:" + named.port()))
                        .httpClientBuilder(UrlConnectionHttpClient.builder()
                                .proxyConfiguration(ProxyConfiguration.builder()
                                        .endpoint(URI.create("http://127.0.0.1:" + named.port()))
                                        .build()))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .build()) {
            StartSyncExecutionResponse response = client.startSyncExecution(request -> request.stateMachineArn("m"));

            assertThat(response.status()).isEqualTo(SyncExecutionStatus.SUCCEEDED);
            assertThat(host.get()).isEqualTo("sync-localhost:" + named.port());
        }
    }

    @Test
    void sqsReceivesMessagesAndKnowsItsErrorsByTypeAndByOldCode() {
        try (SqsClient client = configured(SqsClient.builder()).build()) {
            assertThat(client.receiveMessage(request -> request.queueUrl("q").maxNumberOfMessages(3))
                            .messages())
                    .singleElement()
                    .satisfies(message -> assertThat(message.body()).isEqualTo("b"));
            assertThat(sqs.last.input().path("MaxNumberOfMessages").asInt()).isEqualTo(3);

            assertThatThrownBy(() -> client.getQueueUrl(request -> request.queueName("none")))
                    .isInstanceOf(QueueDoesNotExistException.class)
                    .extracting(failure ->
                            ((SqsException) failure).awsErrorDetails().errorCode())
                    .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        }
    }

    @Test
    void snsPublishesListsAndKnowsTheErrorsByType() {
        try (SnsClient client = configured(SnsClient.builder()).build()) {
            assertThat(client.publish(request ->
                                    request.topicArn("t").message("a & b").subject("ü"))
                            .messageId())
                    .isEqualTo("i");
            assertThat(sns.last.input())
                    .isEqualTo(Json.parse("{\"TopicArn\":\"t\",\"Message\":\"a & b\",\"Subject\":\"ü\"}"));
            assertThat(client.listTopics().topics()).extracting(Topic::topicArn).containsExactly("a", "b");
            assertThat(client.listTopics().nextToken()).isEqualTo("n");
            assertThat(client.getTopicAttributes(request -> request.topicArn("t"))
                            .attributes())
                    .isEqualTo(Map.of("Policy", "{\"a\":\"<&>\"}"));
            client.deleteTopic(request -> request.topicArn("t"));

            assertThatThrownBy(() ->
                            client.subscribe(request -> request.topicArn("t").protocol("sqs")))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("Topic does not exist");
        }
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
        return builder.region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:" + server.port()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(configuration ->
                        configuration.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true));
    }
}
