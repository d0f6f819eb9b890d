// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Errors are those recorded from AWS in LocalStack's `tests/aws/services/events/test_events.snapshot.json`,
/// unless a test says something else; the rest is the [API
/// reference](https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html).
class EventBridgeTest {
    private final TestBridge test = new TestBridge();

    @Test
    void aBusIsMadeDescribedListedAndDeleted() {
        assertThat(test.call("CreateEventBus", "{'Name':'orders','Description':'of the shop'}"))
                .isEqualTo(Json.parse("""
                        {"EventBusArn": "arn:aws:events:us-east-1:123456789012:event-bus/orders",
                         "Description": "of the shop"}
                        """));
        assertThat(test.call("DescribeEventBus", "{'Name':'arn:aws:events:us-east-1:123456789012:event-bus/orders'}"))
                .isEqualTo(Json.parse("""
                        {"Name": "orders", "Arn": "arn:aws:events:us-east-1:123456789012:event-bus/orders",
                         "Description": "of the shop", "CreationTime": 1735689600.0, "LastModifiedTime": 1735689600.0}
                        """));
        assertThat(names(test.call("ListEventBuses", "{}"), "EventBuses")).containsExactly("default", "orders");
        assertThat(names(test.call("ListEventBuses", "{'NamePrefix':'o'}"), "EventBuses"))
                .containsExactly("orders");

        test.call("DeleteEventBus", "{'Name':'orders'}");

        assertThat(names(test.call("ListEventBuses", "{}"), "EventBuses")).containsExactly("default");
    }

    @Test
    void aRuleIsPutDescribedListedAndDeleted() {
        assertThat(test.call(
                        "PutRule",
                        "{'Name':'paid','Description':'d','EventPattern':'{\\\"source\\\":[\\\"shop\\\"]}'}"))
                .isEqualTo(Json.parse("{\"RuleArn\":\"arn:aws:events:us-east-1:123456789012:rule/paid\"}"));
        assertThat(test.call("DescribeRule", "{'Name':'paid'}")).isEqualTo(Json.parse("""
                {"Name": "paid", "Arn": "arn:aws:events:us-east-1:123456789012:rule/paid",
                 "EventPattern": "{\\"source\\":[\\"shop\\"]}", "State": "ENABLED", "Description": "d",
                 "EventBusName": "default", "CreatedBy": "123456789012"}
                """));

        test.call("PutRule", "{'Name':'paid','EventPattern':'{\\\"source\\\":[\\\"other\\\"]}','State':'DISABLED'}");

        assertThat(test.call("ListRules", "{'NamePrefix':'p'}").path("Rules").path(0))
                .isEqualTo(Json.parse("""
                {"Name": "paid", "Arn": "arn:aws:events:us-east-1:123456789012:rule/paid",
                 "EventPattern": "{\\"source\\":[\\"other\\"]}", "State": "DISABLED", "EventBusName": "default"}
                """));
        test.call("DeleteRule", "{'Name':'paid'}");
        assertThat(test.call("ListRules", "{}").path("Rules")).isEmpty();
    }

    @Test
    void aRuleOfAnotherBusHasItsBusInItsArn() {
        test.call("CreateEventBus", "{'Name':'orders'}");

        JsonNode put = test.call(
                "PutRule", "{'Name':'paid','EventBusName':'orders','EventPattern':'{\\\"source\\\":[\\\"shop\\\"]}'}");

        assertThat(put.path("RuleArn").asText()).isEqualTo("arn:aws:events:us-east-1:123456789012:rule/orders/paid");
    }

    @Test
    void targetsArePutListedAndRemoved() {
        test.rule(
                "paid",
                "{'Id':'b','Arn':'" + TestBridge.FUNCTION + "','Input':'{}'},{'Id':'a','Arn':'" + TestBridge.FUNCTION
                        + "'}");

        assertThat(test.call("ListTargetsByRule", "{'Rule':'paid'}").path("Targets"))
                .isEqualTo(Json.parse("[{\"Id\":\"a\",\"Arn\":\"" + TestBridge.FUNCTION + "\"},{\"Id\":\"b\",\"Arn\":\""
                        + TestBridge.FUNCTION + "\",\"Input\":\"{}\"}]"));
        assertThat(test.call("ListRuleNamesByTarget", "{'TargetArn':'" + TestBridge.FUNCTION + "'}"))
                .isEqualTo(Json.parse("{\"RuleNames\":[\"paid\"]}"));
        assertThat(test.call("RemoveTargets", "{'Rule':'paid','Ids':['b']}"))
                .isEqualTo(Json.parse("{\"FailedEntryCount\":0,\"FailedEntries\":[]}"));
        assertThat(test.call("ListTargetsByRule", "{'Rule':'paid'}").path("Targets"))
                .hasSize(1);
    }

    @Test
    void aListHasPages() {
        IntStream.range(0, 5).forEach(i -> test.call("CreateEventBus", "{'Name':'bus-" + i + "'}"));
        List<String> found = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            JsonNode page = test.call(
                    "ListEventBuses", token.isEmpty() ? "{'Limit':4}" : "{'Limit':4,'NextToken':'" + token + "'}");
            found.addAll(names(page, "EventBuses"));
            token = page.path("NextToken").asText();
            pages++;
        } while (!token.isEmpty());

        assertThat(pages).isEqualTo(2);
        assertThat(found).containsExactly("bus-0", "bus-1", "bus-2", "bus-3", "bus-4", "default");
    }

    /// Recorded in `test_events_task_service.py` of localstack/localstack, whose rules are put this way.
    @Test
    void anEmptyScheduleIsNone() {
        test.call(
                "PutRule", "{'Name':'paid','EventPattern':'{\\\"source\\\":[\\\"shop\\\"]}','ScheduleExpression':''}");

        assertThat(test.call("DescribeRule", "{'Name':'paid'}").has("ScheduleExpression"))
                .isFalse();
    }

    @Test
    void tagsAreKept() {
        test.call(
                "PutRule",
                "{'Name':'paid','EventPattern':'{\\\"source\\\":[\\\"shop\\\"]}','Tags':[{'Key':'a','Value':'1'}]}");
        String arn = "'ResourceARN':'arn:aws:events:us-east-1:123456789012:rule/paid'";
        test.call("TagResource", "{" + arn + ",'Tags':[{'Key':'b','Value':'2'}]}");
        test.call("UntagResource", "{" + arn + ",'TagKeys':['a']}");

        assertThat(test.call("ListTagsForResource", "{" + arn + "}"))
                .isEqualTo(Json.parse("{\"Tags\":[{\"Key\":\"b\",\"Value\":\"2\"}]}"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CreateEventBus | {'Name':'default'} | ResourceAlreadyExistsException | Event bus default already exists.",
                "DescribeEventBus | {'Name':'no'} | ResourceNotFoundException | Event bus no does not exist.",
                "DescribeApiDestination | {'Name':'no'} | ResourceNotFoundException | Failed to describe the api-destination(s). An api-destination 'no' does not exist.",
                "ListTagsForResource | {'ResourceARN':'arn:aws:events:us-east-1:123456789012:rule/no'} | ResourceNotFoundException | Rule no does not exist on EventBus default.",
                "ListTagsForResource | {'ResourceARN':'arn:aws:events:us-east-1:123456789012:rule/orders/no'} | ResourceNotFoundException | Rule no does not exist on EventBus orders.",
                "TagResource | {'ResourceARN':'arn:aws:events:us-east-1:123456789012:event-bus/no','Tags':[]} | ResourceNotFoundException | Event bus no does not exist.",
                "DeleteEventBus | {'Name':'default'} | ValidationException | Cannot delete event bus default.",
                "DescribeRule | {'Name':'no'} | ResourceNotFoundException | Rule no does not exist on EventBus default.",
                "DeleteRule | {'Name':'paid'} | ValidationException | Rule can't be deleted since it has targets.",
                "PutRule | {'Name':'s','EventBusName':'orders','ScheduleExpression':'rate(1 minute)'} | ValidationException | ScheduleExpression is supported only on the default event bus.",
                "PutRule | {'Name':'s','ScheduleExpression':'cron(0 1 * * * *)'} | ValidationException | Parameter ScheduleExpression is not valid.",
                "PutTargets | {'Rule':'paid','Targets':[{'Id':'!@#$@!#$','Arn':'a'}]} | ValidationException | 1 validation error detected: Value '!@#$@!#$' at 'targets.1.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+",
                "PutTargets | {'Rule':'paid','Targets':[{'Id':'1','Arn':'arn:aws:sqs:us-east-1:123456789012:q','Input':'1','InputPath':'$'}]} | ValidationException | Only one of Input, InputPath, or InputTransformer must be provided for target 1.",
            })
    void refusalsHaveTheMessagesOfAws(String operation, String input, String code, String message) {
        test.rule("paid", "{'Id':'1','Arn':'" + TestBridge.FUNCTION + "'}");
        test.call("CreateEventBus", "{'Name':'orders'}");

        assertThatThrownBy(() -> test.call(operation, input))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    /// From the API reference; the messages are our own where it has none.
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PutRule | {'Name':'s'} | EventPattern or ScheduleExpression must be specified",
                "PutRule | {'Name':'s','ScheduleExpression':'rate(1 minutes)'} | Parameter ScheduleExpression is not valid.",
                "PutRule | {'Name':'s','ScheduleExpression':'rate(5 minute)'} | Parameter ScheduleExpression is not valid.",
                "PutRule | {'Name':'s','ScheduleExpression':'at(2030-01-01T00:00:00)'} | Parameter ScheduleExpression is not valid.",
                "PutTargets | {'Rule':'paid','Targets':[{'Id':'1','Arn':'queue'}]} | Parameter queue is not valid. Reason: Provided Arn is not in correct format.",
                "PutTargets | {'Rule':'paid','Targets':[{'Id':'1','Arn':'arn:aws:sqs:us-east-1:123456789012:q.fifo'}]} | Parameter(s) SqsParameters must be specified for target: 1.",
                "PutTargets | {'Rule':'paid','Targets':[{'Id':'1','Arn':'arn:aws:states:us-east-1:123456789012:stateMachine:m'}]} | RoleArn is required for target",
                "PutTargets | {'Rule':'paid','Targets':[{'Id':'1','Arn':'arn:aws:kinesis:us-east-1:123456789012:stream/s'}]} | not to kinesis",
                "PutTargets | {'Rule':'paid','Targets':[{'Id':'1','Arn':'arn:aws:sqs:us-east-1:123456789012:q','Input':'no'}]} | JSON syntax error in input for target 1",
                "PutEvents | {'EndpointId':'a.b','Entries':[{'Source':'s'}]} | global endpoint",
                "DeleteEventBus | {'Name':'orders'} | since it has rules",
                "StartReplay | {} | events has no operation StartReplay here",
                "CreateConnection | {'Name':'c','AuthorizationType':'OAUTH_CLIENT_CREDENTIALS','AuthParameters':{}} | OAuthParameters is required for this AuthorizationType.",
            })
    void unsupportedRequestsAreRefusedByName(String operation, String input, String message) {
        test.rule("paid", "{'Id':'1','Arn':'" + TestBridge.FUNCTION + "'}");
        test.call("CreateEventBus", "{'Name':'orders'}");
        test.call("PutRule", "{'Name':'r','EventBusName':'orders','EventPattern':'{\\\"source\\\":[\\\"shop\\\"]}'}");

        assertThatThrownBy(() -> test.call(operation, input)).hasMessageContaining(message);
    }

    @Test
    void aRuleHasFiveTargetsAtMost() {
        test.rule("paid", targets(5));

        assertThatThrownBy(() -> test.call(
                        "PutTargets", "{'Rule':'paid','Targets':[{'Id':'6','Arn':'" + TestBridge.FUNCTION + "'}]}"))
                .hasMessage("The requested resource exceeds the maximum number allowed.");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'DetailType':'t','Detail':'{}'} | InvalidArgument | Parameter Source is not valid. Reason: Source is a required argument.",
                "{'Source':'s','Detail':'{}'} | InvalidArgument | Parameter DetailType is not valid. Reason: DetailType is a required argument.",
                "{'Source':'s','DetailType':'t'} | InvalidArgument | Parameter Detail is not valid. Reason: Detail is a required argument.",
                "{'Source':'s','DetailType':'t','Detail':'text'} | MalformedDetail | Detail is malformed.",
                "{'Source':'s','DetailType':'t','Detail':'[1]'} | MalformedDetail | Detail is malformed.",
                "{'Source':'s','DetailType':'t','Detail':'{\\\"a\\\"'} | MalformedDetail | Detail is malformed.",
                "{'Source':'aws.ec2','DetailType':'t','Detail':'{}'} | NotAuthorizedForSourceException | Not authorized for the source.",
            })
    void anEntryThatIsWrongFailsAlone(String entry, String code, String message) {
        JsonNode output =
                test.call("PutEvents", "{'Entries':[" + entry + ",{'Source':'s','DetailType':'t','Detail':'{}'}]}");

        assertThat(output.path("FailedEntryCount").asInt()).isEqualTo(1);
        assertThat(output.path("Entries").path(0))
                .isEqualTo(
                        Json.mapper().createObjectNode().put("ErrorCode", code).put("ErrorMessage", message));
        assertThat(output.path("Entries").path(1).path("EventId").asText()).hasSize(36);
    }

    @Test
    void anEventForAMissingBusIsAcceptedAndLost() {
        JsonNode output = test.call(
                "PutEvents", "{'Entries':[{'Source':'s','DetailType':'t','Detail':'{}','EventBusName':'nowhere'}]}");

        assertThat(output.path("FailedEntryCount").asInt()).isZero();
        assertThat(output.path("Entries").path(0).has("EventId")).isTrue();
    }

    @Test
    void entriesThatAreTooLargeTogetherAreRefused() {
        ObjectNode input = Json.mapper().createObjectNode();
        input.putArray("Entries")
                .addObject()
                .put("Source", "s")
                .put("DetailType", "t")
                .put("Detail", "{\"a\":\"" + "x".repeat(256 * 1024) + "\"}");

        assertThatThrownBy(() -> test.call("PutEvents", input))
                .hasMessage("Total size of the entries in the request is over the limit.");
    }

    @Test
    void anEntryCanNameItsTimeAndResources() throws Exception {
        test.rule("all", "{'Id':'1','Arn':'" + TestBridge.FUNCTION + "'}");
        test.call(
                "PutEvents",
                "{'Entries':[{'Source':'shop','DetailType':'t','Detail':'{}','Time':1700000000.9,"
                        + "'Resources':['arn:a']}]}");
        test.time.awaitIdle();

        assertThat(test.functions.payload(0).path("time").asText()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(test.functions.payload(0).path("resources")).isEqualTo(Json.parse("[\"arn:a\"]"));
    }

    @Test
    void anotherServiceCanPutItsEvents() throws Exception {
        test.call("PutRule", "{'Name':'s3','EventPattern':'{\\\"source\\\":[\\\"aws.s3\\\"]}'}");
        test.call("PutTargets", "{'Rule':'s3','Targets':[{'Id':'1','Arn':'" + TestBridge.FUNCTION + "'}]}");

        test.bridge.put(
                "aws.s3", "Object Created", Json.mapper().createObjectNode().put("a", 1), List.of("arn:aws:s3:::b"));
        test.time.awaitIdle();

        assertThat(test.functions.payload(0).path("detail-type").asText()).isEqualTo("Object Created");
        assertThat(test.functions.payload(0).path("detail")).isEqualTo(Json.parse("{\"a\":1}"));
    }

    private static String targets(int count) {
        return String.join(
                ",",
                IntStream.range(0, count)
                        .mapToObj(i -> "{'Id':'" + i + "','Arn':'" + TestBridge.FUNCTION + "'}")
                        .toList());
    }

    private static List<String> names(JsonNode output, String list) {
        return output.path(list)
                .valueStream()
                .map(item -> item.path("Name").asText())
                .toList();
    }
}
