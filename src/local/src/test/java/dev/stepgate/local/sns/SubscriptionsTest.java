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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What AWS answered LocalStack's tests in `tests/aws/services/sns`, in their files `*.snapshot.json`.
class SubscriptionsTest {
    private static final Account ACCOUNT = new Account("aws", "us-east-1", "123456789012");
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:news";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:q";

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final Supplier<String> uuids = () -> UUID.randomUUID().toString();
    private final Queues queues = new Queues(ACCOUNT, time, () -> URI.create("http://127.0.0.1:4566"), uuids);
    private final Topics topics = new Topics(ACCOUNT, List.of(queues, new NoFunctions()), time, uuids);

    @BeforeEach
    void topicsAndQueues() {
        topics.create("news", Map.of());
        topics.create("news.fifo", Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true"));
        queues.create("q", Map.of());
        queues.create("q.fifo", Map.of("FifoQueue", "true"));
    }

    /// API model of SNS, botocore 1.44.8: PublishBatch, BatchRequestTooLongException.
    @Test
    void theMessagesOfABatchTogetherAreAsLongAsOneMayBe() {
        String half = "x".repeat(131_073);

        assertThatThrownBy(() -> call(
                        "PublishBatch",
                        "{'TopicArn':'" + TOPIC + "','PublishBatchRequestEntries':[{'Id':'1','Message':'" + half
                                + "'},{'Id':'2','Message':'" + half + "'}]}"))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("BatchRequestTooLong"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'key':[['value']]} | Match value must be String, number, true, false, or null",
                "{'key':[{'wrong-operator':true}]} | Unrecognized match type wrong-operator",
                "{'key':[{'suffix':'value','prefix':'value2'}]} | Only one key allowed in match expression",
                "{'key':[]} | Empty arrays are not allowed",
                "{'key':[{'suffix':100}]} | suffix match pattern must be a string",
                "{'key':{'suffix':'value'}} | \"suffix\" must be an object or an array",
                "{'key':[{'numeric':['operator']}]} | Unrecognized numeric range operator: operator",
                "{'key':[{'numeric':['=','000']}]} | Value of equals must be numeric",
                "{'key':[{'numeric':['>',3,'<',1]}]} | Bottom must be less than top",
                "{'key':[{'exists':'no'}]} | exists match pattern must be either true or false.",
                "{'key':[{'anything-but':{'suffix':'test'}}]} | Unsupported anything-but pattern: suffix",
                "{'key':[{'cidr':'bad-filter'}]} | Malformed CIDR, one '/' required",
                "{'a':['1'],'b':['1'],'c':['1'],'d':['1'],'e':['1'],'f':['1']} | Filter policy can not have more than 5 keys",
            })
    void aFilterPolicyThatIsNotValidIsRefusedWithTheReason(String policy, String reason) {
        assertThatThrownBy(() -> subscribe(Map.of("FilterPolicy", policy.replace('\'', '"'))))
                .hasMessageStartingWith("Invalid parameter: Attributes Reason: FilterPolicy: " + reason);
    }

    /// The numbers are those of `test_policy_complexity_with_or`: 4 x (6 + 4 x (4 + 4)) = 152, and 3 x (6 + 4 x (4 +
    /// 7)) = 150.
    @Test
    void aFilterPolicyHasAtMost150Combinations() {
        String policy = "{\"source\":[%s],\"$or\":[{\"metricName\":[1,2,3,4,5,6]},"
                + "{\"metricType\":[1,2,3,4],\"$or\":[{\"metricId\":[1,2,3,4]},{\"spaceId\":[%s]}]}]}";

        assertThatThrownBy(() -> subscribe(Map.of("FilterPolicy", policy.formatted("1,2,3,4", "1,2,3,4"))))
                .hasMessage("Invalid parameter: Attributes Reason: FilterPolicy: Filter policy is too complex");
        assertThat(subscribe(Map.of("FilterPolicy", policy.formatted("1,2,3", "1,2,3,4,5,6,7"))))
                .startsWith(TOPIC + ":");
    }

    @Test
    void aFilterPolicyWithMoreCombinationsThanALongHoldsIsTooComplex() {
        String keys =
                IntStream.range(0, 70).mapToObj("\"k%d\":[1,2]"::formatted).collect(Collectors.joining(","));
        String arn = subscribe(Map.of());
        set(arn, "FilterPolicyScope", "MessageBody");

        assertThatThrownBy(() -> set(arn, "FilterPolicy", "{\"a\":{" + keys + "}}"))
                .hasMessageEndingWith("Filter policy is too complex");
    }

    /// 3 x 4 x 2 x 3 x 1 x 3 = 216: a value counts as often as its key is deep.
    @Test
    void aNestedFilterPolicyIsOneOfTheBody() {
        String arn = subscribe(Map.of());
        String nested = "{\"a\":{\"b\":{\"c\":[1,2,3,4]}},\"d\":{\"e\":[1,2,3]},\"f\":[1,2,3]}";

        assertThatThrownBy(() -> set(arn, "FilterPolicy", "{\"a\":{\"b\":[1]}}"))
                .hasMessage("Invalid parameter: Filter policy scope MessageAttributes does not support nested filter"
                        + " policy");
        set(arn, "FilterPolicyScope", "MessageBody");
        assertThatThrownBy(() -> set(arn, "FilterPolicy", nested))
                .hasMessage("Invalid parameter: FilterPolicy: Filter policy is too complex");
        set(arn, "FilterPolicy", "{\"a\":{\"b\":[1]}}");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'object.nested':['v']} | {'object':{'nested':'v'}} | true",
                "{'object.nested':['v']} | {'object.nested':'v'} | true",
                "{'Records':{'s3':{'object':{'key':[{'prefix':'a-'}]}},'name':['Put']}}"
                        + " | {'Records':[{'name':'Put','s3':{'object':[[{'key':'a-1'}]]}}]} | true",
                "{'Records':{'s3':{'object':{'key':[{'prefix':'a-'}]}},'name':['Put']}}"
                        + " | {'Records':[{'name':'Del','s3':{'object':{'key':'a-1'}}}]} | false",
                "{'ip':[{'cidr':'10.0.0.0/24'}]} | {'ip':'10.0.0.255'} | true",
                "{'ip':[{'cidr':'10.0.0.0/24'}]} | {'ip':'10.0.1.0'} | false",
                "{'detail':{'version':['']}} | {'resources':[],'detail':{'version':'','none':null}} | true",
            })
    void aFilterPolicyLooksIntoTheBody(String policy, String body, boolean wanted) throws Exception {
        subscribe(Map.of("FilterPolicyScope", "MessageBody", "FilterPolicy", policy.replace('\'', '"')));

        topics.call(new AwsCall("Publish", publication(body.replace('\'', '"')), "r"));
        time.awaitIdle();

        assertThat(received("q")).hasSize(wanted ? 1 : 0);
    }

    @Test
    void aSubscriptionIsDescribedWithWhatApplies() {
        String arn =
                subscribe(Map.of("RawMessageDelivery", "TrUe", "FilterPolicyScope", "MessageBody", "FilterPolicy", ""));

        JsonNode attributes = attributes(arn);
        assertThat(attributes.path("RawMessageDelivery").asText()).isEqualTo("true");
        assertThat(attributes.has("FilterPolicyScope")).isFalse();
        assertThat(attributes.path("SubscriptionPrincipal").asText()).startsWith("arn:aws:iam::123456789012:");

        set(arn, "FilterPolicyScope", "MessageAttributes");
        set(arn, "FilterPolicy", "{\"a\":[1]}");
        assertThat(attributes(arn).path("FilterPolicyScope").asText()).isEqualTo("MessageAttributes");
    }

    @Test
    void subscribingAgainWithOtherAttributesIsRefused() {
        String arn = subscribe(Map.of("RawMessageDelivery", "True"));

        assertThat(subscribe(Map.of("RawMessageDelivery", "true", "FilterPolicyScope", "MessageAttributes")))
                .isEqualTo(arn);
        assertThat(subscribe(Map.of())).isEqualTo(arn);
        assertThatThrownBy(() -> subscribe(Map.of("RawMessageDelivery", "false")))
                .hasMessage(
                        "Invalid parameter: Attributes Reason: Subscription already exists with different attributes");
    }

    @Test
    void aSubscriptionThatNobodyConfirmsIsPending() throws Exception {
        JsonNode made = call("Subscribe", "{'TopicArn':'@','Protocol':'http','Endpoint':'http://example.com/'}");

        assertThat(made.path("SubscriptionArn").asText()).isEqualTo("pending confirmation");
        assertThat(call("ListSubscriptionsByTopic", "{'TopicArn':'@'}")
                        .at("/Subscriptions/0/SubscriptionArn")
                        .asText())
                .isEqualTo("PendingConfirmation");
        call("Publish", "{'TopicArn':'@','Message':'m'}");
        time.awaitIdle();
        assertThat(call("GetTopicAttributes", "{'TopicArn':'@'}")
                        .at("/Attributes/SubscriptionsPending")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void aFifoTopicNumbersItsMessagesInsteadOfSigningThem() throws Exception {
        topics.subscribe(TOPIC + ".fifo", "sqs", QUEUE + ".fifo", Map.of());
        topics.subscribe(TOPIC + ".fifo", "sqs", QUEUE, Map.of());

        JsonNode published = call("Publish", "{'TopicArn':'@.fifo','Message':'m','MessageGroupId':'g'}");
        time.awaitIdle();

        for (String queue : List.of("q", "q.fifo")) {
            JsonNode message = received(queue).getFirst();
            JsonNode envelope = Json.parse(message.path("Body").asText());
            assertThat(envelope.path("SequenceNumber")).isEqualTo(published.path("SequenceNumber"));
            assertThat(envelope.has("Signature")).isFalse();
            assertThat(envelope.has("UnsubscribeURL")).isTrue();
            assertThat(message.path("Attributes").has("MessageGroupId")).isEqualTo(queue.equals("q.fifo"));
        }
    }

    @Test
    void aGroupOfAStandardTopicComesWithItsMessage() throws Exception {
        topics.subscribe(TOPIC, "sqs", QUEUE, Map.of());

        call("Publish", "{'TopicArn':'@','Message':'m','MessageGroupId':'g'}");
        time.awaitIdle();

        assertThat(received("q").getFirst().at("/Attributes/MessageGroupId").asText())
                .isEqualTo("g");
    }

    @Test
    void aTopicIsDescribedWithItsDefaults() {
        JsonNode attributes =
                call("GetTopicAttributes", "{'TopicArn':'@.fifo'}").path("Attributes");

        assertThat(Json.parse(attributes.path("Policy").asText())
                        .at("/Statement/0/Resource")
                        .asText())
                .isEqualTo(TOPIC + ".fifo");
        assertThat(Json.parse(attributes.path("EffectiveDeliveryPolicy").asText())
                        .at("/http/defaultHealthyRetryPolicy/numRetries")
                        .asInt())
                .isEqualTo(3);
        assertThat(call("GetTopicAttributes", "{'TopicArn':'@'}")
                        .path("Attributes")
                        .has("FifoTopic"))
                .isFalse();
    }

    @Test
    void listsHaveAHundredEntriesAPage() {
        for (int i = 0; i < 119; i++) {
            topics.create("t" + i, Map.of());
        }

        JsonNode page = call("ListTopics", "{}");
        JsonNode rest =
                call("ListTopics", "{'NextToken':'" + page.path("NextToken").asText() + "'}");

        assertThat(page.path("Topics")).hasSize(100);
        assertThat(rest.path("Topics")).hasSize(21);
        assertThat(rest.has("NextToken")).isFalse();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Publish | {'TopicArn':'','Message':'m'} | TopicArn Reason: An ARN must have at least 6 elements, not 1",
                "Publish | {'TopicArn':'a:b','Message':'m'} | TopicArn Reason: An ARN must have at least 6 elements, not 2",
                "Publish | {'TopicArn':'arn:aws:sns:eu-west-1:123456789012:news','Message':'m'} | TopicArn",
                "Publish | {'TargetArn':'arn:aws:sns:us-east-1:123456789012:endpoint/APNS/a/b','Message':'m'} | TargetArn Reason: No endpoint found for the target arn specified",
                "Subscribe | {'TopicArn':'@','Protocol':'pigeon','Endpoint':'e'} | Amazon SNS does not support this protocol string: pigeon",
                "Subscribe | {'TopicArn':'@','Protocol':'sqs','Endpoint':'http://127.0.0.1/123456789012/q'} | SQS endpoint ARN",
                "Subscribe | {'TopicArn':'@','Protocol':'sqs','Endpoint':'arn:aws:sqs:us-east-1:123456789012:q.fifo'} | Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
                "Subscribe | {'TopicArn':'@','Protocol':'sqs','Endpoint':'arn:aws:sqs:us-east-1:123456789012:q','Attributes':{'RawMessageDelivery':'yes'}} | Attributes Reason: RawMessageDelivery: Invalid value [yes]. Must be true or false.",
                "Subscribe | {'TopicArn':'@.fifo','Protocol':'sqs','Endpoint':'arn:aws:sqs:us-east-1:123456789012:q.fifo','Attributes':{'RedrivePolicy':'{\\\"deadLetterTargetArn\\\":\\\"arn:aws:sqs:us-east-1:123456789012:q\\\"}'}} | Attributes Reason: RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.",
                "Unsubscribe | {'SubscriptionArn':'randomstring'} | SubscriptionArn Reason: An ARN must have at least 6 elements, not 1",
                "Unsubscribe | {'SubscriptionArn':'arn:aws:sns:us-east-1:123456789012:random'} | SubscriptionId",
                "TagResource | {'ResourceArn':'@','Tags':[{'Key':'a','Value':'1'},{'Key':'a','Value':'2'}]} | Duplicated keys are not allowed.",
                "CreateTopic | {'Name':'news','Tags':[{'Key':'a','Value':'1'}]} | Tags Reason: Topic already exists with different tags",
                "CreateTopic | {'Name':'news','Attributes':{'FifoTopic':'true'}} | Topic Name",
                "CreateTopic | {'Name':'news','Attributes':{'DisplayName':'x'}} | Attributes Reason: Topic already exists with different attributes",
            })
    void invalidParametersHaveTheReasonsOfAws(String operation, String input, String reason) {
        assertThatThrownBy(() -> call(operation, input)).hasMessage("Invalid parameter: " + reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'DataType':'String','BinaryValue':'MQ=='}} | The message attribute 'a' with type 'String' must use field 'String'.",
                "{'a':{'DataType':'Binary','StringValue':'1'}} | The message attribute 'a' with type 'Binary' must use field 'Binary'.",
                "{'a':{'DataType':'String'}} | The message attribute 'a' must contain non-empty message attribute value for message attribute type 'String'.",
                "{'a':{'DataType':'String.','StringValue':'1'}} | The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.",
                "{'a^*':{'DataType':'String','StringValue':'1'}} | Invalid non-alphanumeric character '#x5E' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.",
                "{'.a':{'DataType':'String','StringValue':'1'}} | Invalid message attribute name starting with character '.' was found.",
                "{'a..b':{'DataType':'String','StringValue':'1'}} | Message attribute name can not have successive '.' character.",
            })
    void attributesOfMessagesAreCheckedAsOnAws(String attributes, String message) {
        assertThatThrownBy(
                        () -> call("Publish", "{'TopicArn':'@','Message':'m','MessageAttributes':" + attributes + "}"))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("ParameterValueInvalid"))
                .hasMessage(message);
        call(
                "Publish",
                "{'TopicArn':'@','Message':'m','MessageAttributes':{'a':{'DataType':'String.x','StringValue':'1'}}}");
    }

    @Test
    void theIdsOfABatchAreChecked() {
        String batch = "{'TopicArn':'@','PublishBatchRequestEntries':[{'Id':'%s','Message':'m'}]}";

        assertThatThrownBy(() -> call("PublishBatch", batch.formatted("message.id")))
                .hasMessage("The Id of a batch entry in the batch request contains an impermissible character:"
                        + " message.id");
        assertThatThrownBy(() -> call("PublishBatch", batch.formatted("a".repeat(81))))
                .hasMessage("The Id of a batch entry in the batch request is too long: " + "a".repeat(81));
    }

    private static JsonNode publication(String message) {
        return Json.mapper().createObjectNode().put("TopicArn", TOPIC).put("Message", message);
    }

    private String subscribe(Map<String, String> attributes) {
        return topics.subscribe(TOPIC, "sqs", QUEUE, attributes);
    }

    private void set(String arn, String name, String value) {
        topics.call(new AwsCall(
                "SetSubscriptionAttributes",
                Json.mapper()
                        .createObjectNode()
                        .put("SubscriptionArn", arn)
                        .put("AttributeName", name)
                        .put("AttributeValue", value),
                "r"));
    }

    private JsonNode attributes(String arn) {
        return call("GetSubscriptionAttributes", "{'SubscriptionArn':'" + arn + "'}")
                .path("Attributes");
    }

    private JsonNode call(String operation, String input) {
        String json = input.replace('\'', '"').replace("\"@", "\"" + TOPIC);
        return topics.call(new AwsCall(operation, Json.parse(json), "r"))
                .toCompletableFuture()
                .join();
    }

    private List<JsonNode> received(String queue) {
        JsonNode input =
                Json.parse("{\"QueueUrl\":\"/" + queue + "\",\"MaxNumberOfMessages\":10,\"AttributeNames\":[\"All\"]}");
        List<JsonNode> messages = new ArrayList<>();
        queues.call(new AwsCall("ReceiveMessage", input, "r"))
                .toCompletableFuture()
                .join()
                .path("Messages")
                .forEach(messages::add);
        return messages;
    }

    private static final class NoFunctions implements AwsService {
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
            return CompletableFuture.failedFuture(new AwsException(404, "ResourceNotFoundException", "none"));
        }
    }
}
