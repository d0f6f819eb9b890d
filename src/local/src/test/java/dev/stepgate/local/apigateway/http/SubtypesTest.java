// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.AwsBackend;
import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.SetTime;
import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.apigateway.rest.TestApi;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsEndpoint;
import dev.stepgate.local.events.EventBridge;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.sqs.Queues;
import dev.stepgate.local.targets.ServiceTargets;
import dev.stepgate.local.time.VirtualTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Integration subtypes of HTTP APIs in front of the real services of this JVM
/// ([reference](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html)).
class SubtypesTest {
    private static final Account ACCOUNT = new Account("aws", "us-east-1", "123456789012");
    private static final String QUEUE = "QueueUrl: 'http://127.0.0.1:4566/123456789012/q'";

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final Supplier<String> uuids = () -> UUID.randomUUID().toString();
    private final Queues queues = new Queues(ACCOUNT, time, () -> URI.create("http://127.0.0.1:4566"), uuids);
    private final EventBridge bridge =
            new EventBridge(ACCOUNT, new ServiceTargets(_ -> Optional.of(queues), uuids), time, uuids);
    private final AwsEndpoint endpoint = new AwsEndpoint(List.of(queues, bridge), uuids);

    @BeforeEach
    void create() {
        queues.create("q", Map.of());
    }

    /// The client gets the XML of the [query
    /// protocol](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html).
    @Test
    void aMessageIsReceivedAndDeleted() throws Exception {
        call("SQS-SendMessage", QUEUE + ", MessageBody: '$request.body.text'", "{\"text\":\"hello\"}");

        String received = call(
                        "SQS-ReceiveMessage",
                        QUEUE
                                + ", MaxNumberOfMessages: '1', VisibilityTimeout: '0',"
                                + " AttributeNames: '[\"ApproximateReceiveCount\",\"SenderId\"]'",
                        "{}")
                .text();
        assertThat(received)
                .contains("<Body>hello</Body>")
                .contains("<Name>ApproximateReceiveCount</Name>")
                .contains("<Name>SenderId</Name>")
                .doesNotContain("<Name>SentTimestamp</Name>");

        HttpResponse deleted = call(
                "SQS-DeleteMessage",
                QUEUE + ", ReceiptHandle: '$request.body.receipt'",
                Json.mapper()
                        .createObjectNode()
                        .put("receipt", received().path("ReceiptHandle").asText())
                        .toString());
        assertThat(deleted.status()).isEqualTo(200);
        time.advance(Duration.ofMinutes(1));
        assertThat(received().isMissingNode()).isTrue();
    }

    @Test
    void aQueueIsPurged() throws Exception {
        call("SQS-SendMessage", QUEUE + ", MessageBody: 'm'", "{}");

        assertThat(call("SQS-PurgeQueue", QUEUE, "{}").status()).isEqualTo(200);

        assertThat(received().isMissingNode()).isTrue();
    }

    @Test
    void anEventIsPut() throws Exception {
        bridge.perform("PutRule", TestApi.json("{Name: 'r', EventPattern: '{\"source\":[\"shop\"]}'}"));
        bridge.perform(
                "PutTargets",
                TestApi.json("{Rule: 'r', Targets: [{Id: '1', Arn: 'arn:aws:sqs:us-east-1:123456789012:q'}]}"));

        HttpResponse put = call(
                "EventBridge-PutEvents",
                "Source: 'shop', DetailType: 'Order', Detail: '$request.body.detail', Time: '2025-01-01T00:00:07Z',"
                        + " Resources: '[\"mine\"]', EventBusName: 'default', Region: 'us-east-1'",
                "{\"detail\":{\"id\":7}}");
        time.awaitIdle();

        assertThat(Json.parse(put.text()).path("FailedEntryCount").asInt(-1)).isZero();
        JsonNode event = Json.parse(received().path("Body").asText());
        assertThat(event.path("detail")).isEqualTo(TestApi.json("{id: 7}"));
        assertThat(event.path("detail-type").asText()).isEqualTo("Order");
        assertThat(event.path("time").asText()).isEqualTo("2025-01-01T00:00:07Z");
        assertThat(event.path("resources")).isEqualTo(TestApi.json("['mine']"));
    }

    @Test
    void aParameterThatIsNotANumberIsABadRequest() {
        assertThat(call("SQS-ReceiveMessage", QUEUE + ", WaitTimeSeconds: 'soon'", "{}")
                        .status())
                .isEqualTo(400);
    }

    private JsonNode received() throws Exception {
        return queues.call(new AwsCall("ReceiveMessage", TestApi.json("{QueueUrl: '/q'}"), "r"))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .at("/Messages/0");
    }

    private HttpResponse call(String subtype, String parameters, String body) {
        AwsBackend backend = request -> endpoint.call(request.service(), request.http());
        String document = "{openapi: '3.0.1', paths: {'/x/{id}': {post: {'x-amazon-apigateway-integration': {"
                + "type: 'aws_proxy', integrationSubtype: '" + subtype
                + "', payloadFormatVersion: '1.0', requestParameters: {"
                + parameters + "}}}}}}";
        HttpApiGateway gateway = new HttpApiGateway(
                List.of(HttpApi.fromOpenApi(TestApi.json(document), new Stage(TestApi.ADDRESS, "$default", Map.of()))),
                new GatewayDependencies(
                        backend, new SetTime(time::now), TestApi.countedIds(), _ -> {}, RuntimeLog.NONE));
        return TestHttpApi.post(gateway, "application/json", body);
    }
}
