// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.lambda.FunctionProject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dead letters, destinations and filters of a template's functions. Sources:
/// AWS::Lambda::EventInvokeConfig, DeadLetterConfig and FilterCriteria of the [template
/// reference](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Lambda.html);
/// the messages: Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations".
class AsynchronousCallsOfTemplatesTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function: {Runtime: java25, CodeUri: classes}
            Resources:
              Letters: {Type: AWS::SQS::Queue}
              Input: {Type: AWS::SQS::Queue}
              Failing:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: Failing::handle
                  DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Letters.Arn}
                  EventInvokeConfig: {MaximumRetryAttempts: 0}
              Echo:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: Echo::handle
                  EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: SQS}}}
              Rule:
                Type: AWS::Events::Rule
                Properties:
                  EventPattern: {source: [lambda]}
                  Targets: [{Id: a, Arn: !GetAtt Letters.Arn, InputPath: $.detail-type}]
              Announcing:
                Type: AWS::Lambda::Function
                Properties: {Runtime: java25, Code: classes, Handler: Echo::handle, Role: 'arn:aws:iam::123456789012:role/r'}
              OfAnnouncing:
                Type: AWS::Lambda::EventInvokeConfig
                Properties:
                  FunctionName: !Ref Announcing
                  Qualifier: $LATEST
                  DestinationConfig: {OnSuccess: {Destination: !Sub "arn:aws:events:${AWS::Region}:${AWS::AccountId}:event-bus/default"}}
              Filtered:
                Type: AWS::Lambda::EventSourceMapping
                Properties:
                  EventSourceArn: !GetAtt Input.Arn
                  FunctionName: !Ref Failing
                  FilterCriteria: {Filters: [{Pattern: '{"body":{"kind":["order"]}}'}]}
            """;

    @TempDir
    private Path folder;

    private TemplateRun start() throws Exception {
        try (FunctionProject project = new FunctionProject(folder)) {
            project.source("public class Echo { public Object handle(Object event) { return event; } }");
            project.source("public class Failing { public Object handle(Object event) {"
                    + " throw new IllegalStateException(\"no\"); } }");
        }
        return new TemplateRun(folder, TEMPLATE);
    }

    private static void invoke(TemplateRun run, String function, String event) {
        String payload = Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));
        run.call(
                "lambda",
                "Invoke",
                "{'FunctionName':'stepgate-" + function + "','InvocationType':'Event','Payload':'" + payload + "'}");
    }

    @Test
    void theEventOfACallThatFailedGoesToTheDeadLetterQueueWithTheReason() throws Exception {
        try (TemplateRun run = start()) {
            invoke(run, "Failing", "{\"n\":1}");
            run.pass(Duration.ofMinutes(1));

            JsonNode message = run.call(
                            "sqs",
                            "ReceiveMessage",
                            "{'QueueUrl':'http://x/123456789012/stepgate-Letters','MessageAttributeNames':['All']}")
                    .at("/Messages/0");

            assertThat(message.path("Body").asText()).isEqualTo("{\"n\":1}");
            assertThat(message.at("/MessageAttributes/ErrorMessage/StringValue").asText())
                    .isEqualTo("no");
            assertThat(message.at("/MessageAttributes/ErrorCode")).hasToString("""
                    {"DataType":"Number","StringValue":"200"}""");
        }
    }

    @Test
    void aRecordOfASuccessGoesToTheQueueThatSamMakesOrToABus() throws Exception {
        try (TemplateRun run = start()) {
            invoke(run, "Echo", "{\"n\":1}");
            invoke(run, "Announcing", "{}");
            run.pass(Duration.ofSeconds(1));

            List<JsonNode> records = run.messages("EchoEventInvokeConfigOnSuccessQueue");
            List<JsonNode> announced = run.messages("Letters");

            assertThat(records)
                    .singleElement()
                    .satisfies(record ->
                            assertThat(record.at("/responsePayload/n").asInt()).isEqualTo(1));
            assertThat(announced).singleElement().hasToString("\"Lambda Function Invocation Result - Success\"");
        }
    }

    @Test
    void aMessageThatTheFilterDoesNotLetThroughIsDeleted() throws Exception {
        try (TemplateRun run = start()) {
            String send = "{'QueueUrl':'http://x/123456789012/stepgate-Input','MessageBody':'{\\'kind\\':\\'%s\\'}'}";
            run.call("sqs", "SendMessage", send.formatted("other"));
            run.pass(Duration.ofMinutes(1));
            int afterOther = inQueue(run);
            run.call("sqs", "SendMessage", send.formatted("order"));
            run.pass(Duration.ofSeconds(1));

            assertThat(afterOther).isZero();
            assertThat(inQueue(run)).isEqualTo(1);
        }
    }

    private static int inQueue(TemplateRun run) {
        JsonNode attributes = run.call(
                        "sqs",
                        "GetQueueAttributes",
                        "{'QueueUrl':'http://x/123456789012/stepgate-Input','AttributeNames':['All']}")
                .path("Attributes");
        return attributes.path("ApproximateNumberOfMessages").asInt()
                + attributes.path("ApproximateNumberOfMessagesNotVisible").asInt();
    }
}
