// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.sqs.Queues;
import dev.stepgate.local.time.VirtualTime;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Behaviour from the [SNS developer guide](https://docs.aws.amazon.com/sns/latest/dg/welcome.html).
class TopicsTest {

    private static final Account ACCOUNT = new Account("aws", "us-east-1", "123456789012");
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:listener";
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:news";

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final Supplier<String> uuids = () -> UUID.randomUUID().toString();
    private final Queues queues = new Queues(ACCOUNT, time, () -> URI.create("http://127.0.0.1:4566"), uuids);
    private final Listener functions = new Listener();
    private final Topics topics = new Topics(ACCOUNT, List.of(queues, functions), time, uuids);

    @Test
    void aFunctionReceivesTheMessagesOfATopic() throws Exception {
        topics.create("news", Map.of());
        String subscription = topics.subscribe(TOPIC, "lambda", FUNCTION, Map.of());

        JsonNode published = call(
                "Publish",
                "{'TopicArn':'" + TOPIC + "','Message':'it is on','Subject':'s','MessageAttributes':"
                        + "{'a':{'DataType':'String','StringValue':'v'}}}");
        time.awaitIdle();

        JsonNode entry = functions.events.getFirst().path("Records").path(0);
        JsonNode sns = entry.path("Sns");
        assertThat(entry.path("EventSource").asText()).isEqualTo("aws:sns");
        assertThat(entry.path("EventSubscriptionArn").asText()).isEqualTo(subscription);
        assertThat(sns.path("MessageId")).isEqualTo(published.path("MessageId"));
        assertThat(sns.path("TopicArn").asText()).isEqualTo(TOPIC);
        assertThat(sns.path("Subject").asText()).isEqualTo("s");
        assertThat(sns.path("Message").asText()).isEqualTo("it is on");
        assertThat(sns.path("Timestamp").asText()).isEqualTo("2025-01-01T00:00:00.000Z");
        assertThat(sns.path("MessageAttributes"))
                .isEqualTo(Json.parse("{\"a\":{\"Type\":\"String\",\"Value\":\"v\"}}"));
    }

    @Test
    void aQueueGetsAnEnvelopeOrTheMessageItself() throws Exception {
        topics.create("news", Map.of());
        queue("wrapped", Map.of());
        queue("raw", Map.of("RawMessageDelivery", "true"));

        JsonNode published = call(
                "Publish",
                "{'TopicArn':'" + TOPIC + "','Message':'{}','MessageAttributes':"
                        + "{'a':{'DataType':'Number','StringValue':'1'}}}");
        time.awaitIdle();

        JsonNode wrapped =
                Json.parse(received("wrapped").getFirst().path("Body").asText());
        assertThat(wrapped.path("Type").asText()).isEqualTo("Notification");
        assertThat(wrapped.path("MessageId")).isEqualTo(published.path("MessageId"));
        assertThat(wrapped.path("Message").asText()).isEqualTo("{}");
        assertThat(wrapped.has("Subject")).isFalse();
        assertThat(wrapped.path("MessageAttributes"))
                .isEqualTo(Json.parse("{\"a\":{\"Type\":\"Number\",\"Value\":\"1\"}}"));
        JsonNode raw = received("raw").getFirst();
        assertThat(raw.path("Body").asText()).isEqualTo("{}");
        assertThat(raw.path("MessageAttributes"))
                .isEqualTo(Json.parse("{\"a\":{\"DataType\":\"Number\",\"StringValue\":\"1\"}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'k':['a','b']} | b | true",
                "{'k':['a']} | c | false",
                "{'k':['a'],'other':['x']} | a | false",
                "{'k':[{'prefix':'ab'}]} | abc | true",
                "{'k':[{'suffix':'bc'}]} | abc | true",
                "{'k':[{'prefix':'.'}]} | a | false",
                "{'k':[{'anything-but':['a','b']}]} | c | true",
                "{'k':[{'anything-but':['a','b']}]} | a | false",
                "{'k':[{'anything-but':{'prefix':'a'}}]} | ab | false",
                "{'k':[{'equals-ignore-case':'ÄB'}]} | äb | true",
                "{'k':[{'wildcard':'a*c*e'}]} | abcde | true",
                "{'k':[{'wildcard':'a*c*e'}]} | abcdef | false",
                "{'k':[{'exists':true}]} | a | true",
                "{'k':[{'exists':false}]} | a | false",
                "{'other':[{'exists':false}]} | a | true",
                "{'$or':[{'k':['x']},{'k':['a']}]} | a | true",
                "{'n':[{'numeric':['>=',3,'<',4]}]} | a | true",
                "{'n':[{'numeric':['=',3.5]}]} | a | true",
                "{'n':[3.50]} | a | true",
                "{'n':[{'numeric':['>',3.5]}]} | a | false",
                "{'list':['two']} | a | true",
                "{'list':['three']} | a | false",
            })
    void aFilterPolicySaysWhichMessagesASubscriptionWants(String policy, String value, boolean wanted)
            throws Exception {
        topics.create("news", Map.of());
        topics.subscribe(TOPIC, "lambda", FUNCTION, Map.of("FilterPolicy", policy.replace('\'', '"')));

        call(
                "Publish",
                "{'TopicArn':'" + TOPIC
                        + "','Message':'m','MessageAttributes':{'k':{'DataType':'String','StringValue':'"
                        + value + "'},'n':{'DataType':'Number','StringValue':'3.5'},'list':{'DataType':'String.Array',"
                        + "'StringValue':'[\\\"one\\\",\\\"two\\\"]'}}}");
        time.awaitIdle();

        assertThat(functions.events).hasSize(wanted ? 1 : 0);
    }

    @Test
    void aFilterPolicyCanLookAtTheMessageItself() throws Exception {
        topics.create("news", Map.of());
        topics.subscribe(
                TOPIC,
                "lambda",
                FUNCTION,
                Map.of("FilterPolicyScope", "MessageBody", "FilterPolicy", "{\"order\":{\"state\":[\"paid\"]}}"));

        call("Publish", "{'TopicArn':'" + TOPIC + "','Message':'{\\\"order\\\":{\\\"state\\\":\\\"paid\\\"}}'}");
        call("Publish", "{'TopicArn':'" + TOPIC + "','Message':'{\\\"order\\\":{\\\"state\\\":\\\"new\\\"}}'}");
        call("Publish", "{'TopicArn':'" + TOPIC + "','Message':'no JSON'}");
        time.awaitIdle();

        assertThat(functions.events).hasSize(1);
    }

    @Test
    void eachProtocolCanHaveItsOwnMessage() throws Exception {
        topics.create("news", Map.of());
        queue("raw", Map.of("RawMessageDelivery", "true"));
        topics.subscribe(TOPIC, "lambda", FUNCTION, Map.of());

        call(
                "Publish",
                "{'TopicArn':'" + TOPIC + "','MessageStructure':'json','Message':"
                        + "'{\\\"default\\\":\\\"all\\\",\\\"sqs\\\":\\\"queues\\\"}'}");
        time.awaitIdle();

        assertThat(received("raw").getFirst().path("Body").asText()).isEqualTo("queues");
        assertThat(functions.events.getFirst().at("/Records/0/Sns/Message").asText())
                .isEqualTo("all");
    }

    @Test
    void aFifoTopicDeliversOnceAndInOrder() throws Exception {
        topics.create("news.fifo", Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true"));
        queues.create("q.fifo", Map.of("FifoQueue", "true"));
        topics.subscribe(TOPIC + ".fifo", "sqs", ACCOUNT.arn("sqs", "q.fifo"), Map.of("RawMessageDelivery", "true"));

        for (String message : List.of("1", "2", "1")) {
            call("Publish", "{'TopicArn':'" + TOPIC + ".fifo','Message':'" + message + "','MessageGroupId':'g'}");
        }
        time.awaitIdle();

        assertThat(received("q.fifo"))
                .extracting(message -> message.path("Body").asText())
                .containsExactly("1", "2");
    }

    @Test
    void aDeliveryThatIsThrottledIsTriedAgain() throws Exception {
        topics.create("news", Map.of());
        topics.subscribe(TOPIC, "lambda", FUNCTION, Map.of());
        functions.refusals = 4;

        call("Publish", "{'TopicArn':'" + TOPIC + "','Message':'m'}");
        time.awaitIdle();

        assertThat(functions.events).hasSize(5);
        assertThat(time.now()).isEqualTo(Instant.parse("2025-01-01T00:00:01Z"));
    }

    @Test
    void undeliverableMessagesGoToTheDeadLetterQueue() throws Exception {
        topics.create("news", Map.of());
        queues.create("dead", Map.of());
        topics.subscribe(
                TOPIC,
                "sqs",
                ACCOUNT.arn("sqs", "missing"),
                Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + ACCOUNT.arn("sqs", "dead") + "\"}"));

        call("Publish", "{'TopicArn':'" + TOPIC + "','Message':'lost'}");
        time.awaitIdle();

        assertThat(Json.parse(received("dead").getFirst().path("Body").asText())
                        .path("Message")
                        .asText())
                .isEqualTo("lost");
    }

    @Test
    void topicsAndSubscriptionsAreListedDescribedChangedAndDeleted() throws Exception {
        call("CreateTopic", "{'Name':'news','Tags':[{'Key':'a','Value':'1'}]}");
        call(
                "SetTopicAttributes",
                "{'TopicArn':'" + TOPIC + "','AttributeName':'DisplayName','AttributeValue':'News'}");
        String subscription = call(
                        "Subscribe", "{'TopicArn':'" + TOPIC + "','Protocol':'lambda','Endpoint':'" + FUNCTION + "'}")
                .path("SubscriptionArn")
                .asText();
        call(
                "SetSubscriptionAttributes",
                "{'SubscriptionArn':'" + subscription + "','AttributeName':'FilterPolicy','AttributeValue':'{}'}");

        assertThat(topics.subscribe(TOPIC, "lambda", FUNCTION, Map.of())).isEqualTo(subscription);
        assertThat(call("ListTopics", "{}").at("/Topics/0/TopicArn").asText()).isEqualTo(TOPIC);
        JsonNode attributes =
                call("GetTopicAttributes", "{'TopicArn':'" + TOPIC + "'}").path("Attributes");
        assertThat(attributes.path("DisplayName").asText()).isEqualTo("News");
        assertThat(attributes.path("SubscriptionsConfirmed").asText()).isEqualTo("1");
        assertThat(call("ListTagsForResource", "{'ResourceArn':'" + TOPIC + "'}"))
                .isEqualTo(Json.parse("{\"Tags\":[{\"Key\":\"a\",\"Value\":\"1\"}]}"));
        assertThat(call("GetSubscriptionAttributes", "{'SubscriptionArn':'" + subscription + "'}")
                        .at("/Attributes/FilterPolicy")
                        .asText())
                .isEqualTo("{}");
        assertThat(call("ListSubscriptionsByTopic", "{'TopicArn':'" + TOPIC + "'}")
                        .path("Subscriptions"))
                .hasSize(1);
        call("Unsubscribe", "{'SubscriptionArn':'" + subscription + "'}");
        assertThat(call("ListSubscriptions", "{}").path("Subscriptions")).isEmpty();
        call("DeleteTopic", "{'TopicArn':'" + TOPIC + "'}");
        assertThat(call("ListTopics", "{}").path("Topics")).isEmpty();
    }

    /// As LocalStack's `test_publish_batch_exceptions` and `test_empty_or_wrong_message_attributes` found it on AWS.
    @Test
    void aBatchWithAnEntryThatIsNotValidIsRefusedAsAWhole() throws Exception {
        topics.create("news", Map.of());
        topics.subscribe(TOPIC, "lambda", FUNCTION, Map.of());
        String batch = "{'TopicArn':'" + TOPIC + "','PublishBatchRequestEntries':[{'Id':'1','Message':'m'},%s]}";

        JsonNode output = call("PublishBatch", batch.formatted("{'Id':'2','Message':'n'}"));
        assertThat(output.path("Successful")).hasSize(2);
        assertThat(output.path("Failed")).isEqualTo(Json.parse("[]"));
        assertThatThrownBy(() -> call(
                        "PublishBatch",
                        batch.formatted("{'Id':'2','Message':'n','MessageAttributes':{'a':{'StringValue':'v'}}}")))
                .hasMessage("1 validation error detected: Value null at"
                        + " 'publishBatchRequestEntries.2.member.messageAttributes.a.member.dataType' failed to satisfy"
                        + " constraint: Member must not be null");
        time.awaitIdle();

        assertThat(functions.events).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Publish | {'TopicArn':'@s','Message':'m'} | NotFound | Topic does not exist",
                "Publish | {'TopicArn':'@','Message':''} | InvalidParameter | Invalid parameter: Empty message",
                "Publish | {'Message':'m'} | InvalidParameter"
                        + " | Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter",
                "Publish | {'TopicArn':'@.fifo','Message':'m'} | InvalidParameter"
                        + " | Invalid parameter: The MessageGroupId parameter is required for FIFO topics",
                "CreateTopic | {'Name':'a b'} | InvalidParameter | Invalid parameter: Topic Name",
                "CreateTopic | {'Name':'a','Attributes':{'Colour':'red'}} | InvalidParameter"
                        + " | Invalid parameter: AttributeName",
                "Subscribe | {'TopicArn':'@','Protocol':'sms','Endpoint':'+1'} | InvalidParameter"
                        + " | Invalid parameter: Protocol Reason: this local runtime delivers to sqs and lambda, not sms",
                "SetTopicAttributes | {'TopicArn':'@','AttributeName':'SignatureVersion','AttributeValue':'3'}"
                        + " | InvalidParameter"
                        + " | Invalid parameter: Attributes Reason: SignatureVersion: must be either 1 or 2",
                "SetTopicAttributes | {'TopicArn':'@','AttributeName':'MaximumMessageSize','AttributeValue':'1048577'}"
                        + " | InvalidParameter"
                        + " | Invalid parameter: Attributes Reason: MaximumMessageSize: must be a number from 1024 to 1048576",
                "SetTopicAttributes | {'TopicArn':'@','AttributeName':'TracingConfig','AttributeValue':'On'}"
                        + " | InvalidParameter"
                        + " | Invalid parameter: Attributes Reason: TracingConfig: must be either PassThrough or Active",
                "PublishBatch | {'TopicArn':'@'} | EmptyBatchRequest | The batch request doesn't contain any entries.",
                "Confirm | {} | UnknownOperationException | sns has no operation Confirm here",
            })
    void invalidRequestsAreRefusedByName(String operation, String input, String code, String message) {
        topics.create("news", Map.of());
        topics.create("news.fifo", Map.of("FifoTopic", "true"));

        assertThatThrownBy(() -> call(operation, input.replace("'@", "'" + TOPIC)))
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.message()).isEqualTo(message);
                });
    }

    /// API model of SNS, botocore 1.44.8: SignatureVersion and MaximumMessageSize of SetTopicAttributes.
    @Test
    void theAttributesOfATopicTakeEffect() throws Exception {
        topics.create("news", Map.of("SignatureVersion", "2", "MaximumMessageSize", "1024"));
        queue("wrapped", Map.of());

        call("Publish", "{'TopicArn':'" + TOPIC + "','Message':'" + "x".repeat(1024) + "'}");
        time.awaitIdle();

        JsonNode envelope =
                Json.parse(received("wrapped").getFirst().path("Body").asText());
        assertThat(envelope.path("SignatureVersion").asText()).isEqualTo("2");
        assertThatThrownBy(() -> call("Publish", "{'TopicArn':'" + TOPIC + "','Message':'" + "x".repeat(1025) + "'}"))
                .hasMessage("Invalid parameter: Message too long");
    }

    private void queue(String name, Map<String, String> attributes) {
        queues.create(name, Map.of());
        topics.subscribe(TOPIC, "sqs", ACCOUNT.arn("sqs", name), attributes);
    }

    private List<JsonNode> received(String queue) throws Exception {
        JsonNode output = call(
                queues,
                "ReceiveMessage",
                "{'QueueUrl':'/" + queue + "','MaxNumberOfMessages':10,'MessageAttributeNames':['All']}");
        return StreamSupport.stream(output.path("Messages").spliterator(), false)
                .toList();
    }

    private JsonNode call(String operation, String input) throws Exception {
        return call(topics, operation, input);
    }

    private static JsonNode call(AwsService service, String operation, String input) throws Exception {
        try {
            return service.call(new AwsCall(operation, Json.parse(input.replace('\'', '"')), "request"))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AwsException refused ? refused : e;
        }
    }

    /// Lambda with one function that is called asynchronously.
    private static final class Listener implements AwsService {
        private final List<JsonNode> events = new CopyOnWriteArrayList<>();
        private int refusals;

        @Override
        public String name() {
            return "lambda";
        }

        @Override
        public Set<String> operations() {
            return Set.of();
        }

        @Override
        public CompletionStage<JsonNode> call(AwsCall call) {
            assertThat(call.operation()).isEqualTo("Invoke");
            assertThat(call.input().path("InvocationType").asText()).isEqualTo("Event");
            events.add(Json.parse(
                    Base64.getDecoder().decode(call.input().path("Payload").asText())));
            if (refusals-- > 0) {
                throw new AwsException(429, "TooManyRequestsException", "Rate Exceeded.");
            }
            return CompletableFuture.completedFuture(Json.parse("{\"StatusCode\":202}"));
        }
    }
}
