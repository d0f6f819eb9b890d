// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Behaviour from the EventBridge user guide:
/// [targets](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html),
/// [retries](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html), [dead-letter
/// queues](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html).
class DeliveryTest {
    private final TestBridge test = new TestBridge();

    @Test
    void aFunctionGetsTheEvent() throws Exception {
        test.rule("orders", "{'Id':'1','Arn':'" + TestBridge.FUNCTION + "'}");

        String id = test.put("{\"id\":7}");

        assertThat(test.functions.inputs).hasSize(1);
        assertThat(test.functions.inputs.getFirst().path("InvocationType").asText())
                .isEqualTo("Event");
        assertThat(test.functions.payload(0)).isEqualTo(Json.parse("""
                {"version": "0", "id": "%s", "detail-type": "Order", "source": "shop", "account": "123456789012",
                 "time": "2025-01-01T00:00:00Z", "region": "us-east-1", "resources": [], "detail": {"id": 7}}
                """.formatted(id)));
    }

    @Test
    void aQueueAndATopicGetTheEventAsText() throws Exception {
        String queue = test.queue("orders");
        test.topics.create("news", Map.of());
        test.queue("heard");
        test.topics.subscribe(
                TestBridge.ACCOUNT.arn("sns", "news"),
                "sqs",
                TestBridge.ACCOUNT.arn("sqs", "heard"),
                Map.of("RawMessageDelivery", "true"));
        test.rule(
                "orders",
                "{'Id':'1','Arn':'" + queue + "'},{'Id':'2','Arn':'" + TestBridge.ACCOUNT.arn("sns", "news") + "'}");

        String id = test.put("{}");

        assertThat(Json.parse(test.messages("orders").getFirst().path("Body").asText())
                        .path("id")
                        .asText())
                .isEqualTo(id);
        assertThat(Json.parse(test.messages("heard").getFirst().path("Body").asText())
                        .path("id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void aFifoQueueGetsTheGroupOfItsTarget() throws Exception {
        String queue = test.queue("orders.fifo");
        test.rule("orders", "{'Id':'1','Arn':'" + queue + "','SqsParameters':{'MessageGroupId':'all'}}");

        test.put("{}");

        assertThat(test.messages("orders.fifo")
                        .getFirst()
                        .path("Attributes")
                        .path("MessageGroupId")
                        .asText())
                .isEqualTo("all");
    }

    @Test
    void aStateMachineIsStartedUnderTheEventsName() throws Exception {
        test.rule(
                "orders",
                "{'Id':'1','Arn':'" + TestBridge.MACHINE + "','RoleArn':'" + TestBridge.ROLE
                        + "','InputPath':'$.detail'}");

        String id = test.put("{\"id\":7}");

        JsonNode start = test.machines.inputs.getFirst();
        assertThat(start.path("stateMachineArn").asText()).isEqualTo(TestBridge.MACHINE);
        assertThat(start.path("input").asText()).isEqualTo("{\"id\":7}");
        assertThat(start.path("name").asText()).startsWith(id + "_").hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void aConstantReplacesTheEvent() throws Exception {
        test.rule("orders", "{'Id':'1','Arn':'" + TestBridge.FUNCTION + "','Input':'[1, 2]'}");

        test.put("{}");

        assertThat(test.functions.payload(0)).isEqualTo(Json.parse("[1,2]"));
    }

    /// `"baz"` as JSON text, as recorded from AWS in LocalStack's test of input paths.
    @Test
    void aPartOfTheEventIsWrittenAsJson() throws Exception {
        String queue = test.queue("orders");
        test.rule("orders", "{'Id':'1','Arn':'" + queue + "','InputPath':'$.detail.deep.name'}");

        test.put("{\"deep\":{\"name\":\"baz\"}}");

        assertThat(test.messages("orders").getFirst().path("Body").asText()).isEqualTo("\"baz\"");
    }

    @Test
    void aTransformerMakesTheInput() throws Exception {
        test.rule(
                "orders",
                "{'Id':'1','Arn':'" + TestBridge.FUNCTION
                        + "','InputTransformer':{'InputPathsMap':{'id':'$.detail.id'},'InputTemplate':'{\\\"order\\\": <id>}'}}");

        test.put("{\"id\":7}");

        assertThat(test.functions.payload(0)).isEqualTo(Json.parse("{\"order\":7}"));
    }

    @Test
    void anEventGoesToOneOtherBusAndNoFurther() throws Exception {
        String dead = test.queue("dead");
        test.queue("there");
        test.call("CreateEventBus", "{'Name':'second'}");
        test.rule("forward", "{'Id':'1','Arn':'arn:aws:events:us-east-1:123456789012:event-bus/second'}");
        test.call(
                "PutRule",
                "{'Name':'all','EventBusName':'second','EventPattern':'{\\\"account\\\":[\\\"123456789012\\\"]}'}");
        test.call(
                "PutTargets",
                "{'Rule':'all','EventBusName':'second','Targets':[{'Id':'1','Arn':'"
                        + TestBridge.ACCOUNT.arn("sqs", "there")
                        + "'},{'Id':'2','Arn':'arn:aws:events:us-east-1:123456789012:event-bus/default','DeadLetterConfig':{'Arn':'"
                        + dead + "'}}]}");

        String id = test.put("{}");

        assertThat(Json.parse(test.messages("there").getFirst().path("Body").asText())
                        .path("id")
                        .asText())
                .isEqualTo(id);
        assertThat(attributes(test.messages("dead").getFirst()))
                .contains(entry("ERROR_CODE", "THIRD_ACCOUNT_HOP_DETECTED"), entry("RETRY_ATTEMPTS", "0"));
    }

    @Test
    void aFailureThatMayBeTemporaryIsRetried() throws Exception {
        test.functions.refusals.add(new AwsException(429, "TooManyRequestsException", "Rate Exceeded."));
        test.functions.refusals.add(new AwsException(500, "ServiceException", "Oh"));
        test.rule("orders", "{'Id':'1','Arn':'" + TestBridge.FUNCTION + "'}");

        test.put("{}");

        assertThat(test.functions.inputs).hasSize(3);
        assertThat(test.functions.refusals).isEmpty();
    }

    @Test
    void afterTheLastRetryTheEventGoesToTheDeadLetterQueue() throws Exception {
        String dead = test.queue("dead");
        for (int i = 0; i < 9; i++) {
            test.functions.refusals.add(new AwsException(429, "TooManyRequestsException", "Rate Exceeded."));
        }
        test.rule(
                "orders",
                "{'Id':'1','Arn':'" + TestBridge.FUNCTION + "','RetryPolicy':{'MaximumRetryAttempts':2},"
                        + "'DeadLetterConfig':{'Arn':'" + dead + "'}}");

        String id = test.put("{}");

        assertThat(test.functions.inputs).hasSize(3);
        JsonNode letter = test.messages("dead").getFirst();
        assertThat(Json.parse(letter.path("Body").asText()).path("id").asText()).isEqualTo(id);
        assertThat(attributes(letter))
                .containsOnly(
                        entry("RULE_ARN", "arn:aws:events:us-east-1:123456789012:rule/orders"),
                        entry("TARGET_ARN", TestBridge.FUNCTION),
                        entry("ERROR_CODE", "THROTTLING"),
                        entry("ERROR_MESSAGE", "Rate Exceeded."),
                        entry("RETRY_ATTEMPTS", "2"),
                        entry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts"));
    }

    @Test
    void anEventThatGetsTooOldIsGivenUp() throws Exception {
        String dead = test.queue("dead");
        for (int i = 0; i < 99; i++) {
            test.functions.refusals.add(new AwsException(500, "ServiceException", "Oh"));
        }
        test.rule(
                "orders",
                "{'Id':'1','Arn':'" + TestBridge.FUNCTION + "','RetryPolicy':{'MaximumEventAgeInSeconds':60},"
                        + "'DeadLetterConfig':{'Arn':'" + dead + "'}}");
        Instant start = test.time.now();

        test.put("{}");

        assertThat(Duration.between(start, test.time.now())).isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(attributes(test.messages("dead").getFirst()))
                .contains(entry("EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds"));
    }

    @Test
    void aTargetThatNoLongerExistsIsNotRetried() throws Exception {
        String dead = test.queue("dead");
        test.rule(
                "orders",
                "{'Id':'1','Arn':'arn:aws:sqs:us-east-1:123456789012:nowhere','DeadLetterConfig':{'Arn':'" + dead
                        + "'}}");

        test.put("{}");

        assertThat(attributes(test.messages("dead").getFirst()))
                .contains(entry("ERROR_CODE", "NO_RESOURCE"), entry("RETRY_ATTEMPTS", "0"))
                .doesNotContainKey("EXHAUSTED_RETRY_CONDITION");
    }

    @Test
    void aDisabledRuleCallsNoTarget() throws Exception {
        test.rule("orders", "{'Id':'1','Arn':'" + TestBridge.FUNCTION + "'}");
        test.call("DisableRule", "{'Name':'orders'}");
        test.put("{}");
        assertThat(test.functions.inputs).isEmpty();

        test.call("EnableRule", "{'Name':'orders'}");
        test.put("{}");
        assertThat(test.functions.inputs).hasSize(1);
    }

    private static Map<String, String> attributes(JsonNode message) {
        Map<String, String> attributes = new TreeMap<>();
        message.path("MessageAttributes")
                .properties()
                .forEach(attribute -> attributes.put(
                        attribute.getKey(),
                        attribute.getValue().path("StringValue").asText()));
        return attributes;
    }
}
