// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.NotHere;
import dev.stepgate.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pipes of a template, from the source to the target, on virtual time.
class PipesTemplateTest {
    private static final String PARTS = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              In: {Type: AWS::SQS::Queue}
              Out: {Type: AWS::SQS::Queue}
              Dead: {Type: AWS::SQS::Queue}
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Enrich:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Type: EXPRESS
                  Definition:
                    QueryLanguage: JSONata
                    StartAt: A
                    States: {A: {Type: Pass, Output: "{% [$states.input.{'twice': n * 2}] %}", End: true}}
              Machine:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Definition: {StartAt: A, States: {A: {Type: Succeed}}}
            """;

    @TempDir
    private Path folder;

    private TemplateRun run(String properties) throws IOException {
        return new TemplateRun(
                folder, PARTS + "  Pipe: {Type: AWS::Pipes::Pipe, Properties: {RoleArn: x, " + properties + "}}\n");
    }

    private static void send(TemplateRun run, String body) {
        run.call(
                "sqs",
                "SendMessage",
                "{'QueueUrl':'http://x/123456789012/stepgate-In','MessageBody':'" + body.replace("\"", "\\u0022")
                        + "'}");
    }

    @Test
    void messagesThatTheFilterTakesAreEnrichedAndStartAStateMachine() throws Exception {
        try (TemplateRun run = run("""
                Source: !GetAtt In.Arn,
                SourceParameters: {
                  FilterCriteria: {Filters: [{Pattern: '{"body":{"kind":["order"]}}'}]},
                  SqsQueueParameters: {BatchSize: 10, MaximumBatchingWindowInSeconds: 5}},
                Enrichment: !GetAtt Enrich.Arn,
                EnrichmentParameters: {InputTemplate: '{"n": <$.body.n>}'},
                Target: !GetAtt Machine.Arn,
                TargetParameters: {StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}}""")) {
            run.pass(Duration.ZERO);
            send(run, "{\"kind\":\"order\",\"n\":1}");
            send(run, "{\"kind\":\"other\",\"n\":2}");
            send(run, "{\"kind\":\"order\",\"n\":3}");
            run.pass(Duration.ofSeconds(6));

            assertThat(run.inputs("Machine")).containsExactly(Json.parse("[{\"twice\":2},{\"twice\":6}]"));
            assertThat(run.messages("In")).isEmpty();
        }
    }

    @Test
    void changesOfATableGoToAQueue() throws Exception {
        try (TemplateRun run = run("""
                Source: !GetAtt Table.StreamArn,
                SourceParameters: {DynamoDBStreamParameters: {StartingPosition: TRIM_HORIZON, BatchSize: 1}},
                Target: !GetAtt Out.Arn,
                TargetParameters: {InputTemplate: '{"id": <$.dynamodb.Keys.id.S>, "what": "<$.eventName>"}'}""")) {
            run.call("dynamodb", "PutItem", "{'TableName':'stepgate-Table','Item':{'id':{'S':'a'}}}");
            run.call("dynamodb", "DeleteItem", "{'TableName':'stepgate-Table','Key':{'id':{'S':'a'}}}");

            assertThat(run.messages("Out"))
                    .containsExactly(
                            Json.parse("{\"id\":\"a\",\"what\":\"INSERT\"}"),
                            Json.parse("{\"id\":\"a\",\"what\":\"REMOVE\"}"));
        }
    }

    @Test
    void recordsThatCannotBeDeliveredAreToldToTheDeadLetterQueue() throws Exception {
        try (TemplateRun run = run("""
                Source: !GetAtt Table.StreamArn,
                SourceParameters: {DynamoDBStreamParameters: {
                  StartingPosition: TRIM_HORIZON, MaximumRetryAttempts: 2, DeadLetterConfig: {Arn: !GetAtt Dead.Arn}}},
                Target: !Sub 'arn:aws:sqs:us-east-1:123456789012:none'""")) {
            run.call("dynamodb", "PutItem", "{'TableName':'stepgate-Table','Item':{'id':{'S':'a'}}}");
            run.pass(Duration.ofMinutes(1));

            assertThat(run.messages("Dead"))
                    .singleElement()
                    .satisfies(letter -> assertThat(
                                    letter.at("/requestContext/condition").asText())
                            .isEqualTo("RetryAttemptsExhausted"));
        }
    }

    @Test
    void aPipeThatIsStoppedTakesNothing() throws Exception {
        try (TemplateRun run = run("Source: !GetAtt In.Arn, Target: !GetAtt Out.Arn, DesiredState: STOPPED")) {
            send(run, "1");

            assertThat(run.messages("Out")).isEmpty();
            assertThat(run.messages("In")).hasSize(1);
        }
    }

    @Test
    void whatCannotBeCalledIsNotHere() throws Exception {
        String stream = "Source: 'arn:aws:kinesis:us-east-1:123456789012:stream/s', Target: !GetAtt Out.Arn";
        try (TemplateRun run = run(stream)) {
            assertThat(run.runtime().template().remarks().notHere())
                    .extracting(NotHere::toString)
                    .singleElement()
                    .asString()
                    .contains("Pipe (AWS::Pipes::Pipe) Source arn:aws:kinesis:us-east-1:123456789012:stream/s");
        }
    }

    @Test
    void aFilterOrATemplateThatIsWrongIsRefusedWithItsLine() {
        assertThatThrownBy(() -> run("Source: !GetAtt In.Arn, Target: !GetAtt Out.Arn,"
                        + " TargetParameters: {InputTemplate: '<aws.pipes.nothing>'}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("invalid placeholder aws.pipes.nothing");
        assertThatThrownBy(() -> run("Source: !GetAtt In.Arn, Target: !GetAtt Out.Arn,"
                        + " SourceParameters: {FilterCriteria: {Filters: [{Pattern: '{\"body\":1}'}]}}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Invalid filter pattern definition");
    }
}
