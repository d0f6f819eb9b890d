// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.FunctionProject;
import dev.stepgate.local.template.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables of a template exist as CreateTable would make them, and their streams feed functions. Return
/// values: the [template
/// reference](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html#aws-resource-dynamodb-table-return-values)
/// and that of
/// [SimpleTable](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html);
/// records of streams: [the developer guide](https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html).
class TablesOfTemplatesTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}, {AttributeName: customer, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  GlobalSecondaryIndexes:
                    - {IndexName: byCustomer, KeySchema: [{AttributeName: customer, KeyType: HASH}], Projection: {ProjectionType: ALL}, ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}}
                  ProvisionedThroughput: {ReadCapacityUnits: "5", WriteCapacityUnits: 2}
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
                  TimeToLiveSpecification: {AttributeName: until, Enabled: true}
                  SSESpecification: {SSEEnabled: true}
                  PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
                  Tags: [{Key: a, Value: b}]
              World:
                Type: AWS::DynamoDB::GlobalTable
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  Replicas: [{Region: us-east-1}]
              Simple:
                Type: AWS::Serverless::SimpleTable
                Properties: {TableName: simple, PrimaryKey: {Name: number, Type: Number}}
              Copy:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java25
                  CodeUri: classes
                  Handler: Copy::handle
                  Events:
                    Change: {Type: DynamoDB, Properties: {Stream: !GetAtt Orders.StreamArn, StartingPosition: TRIM_HORIZON}}
              Failing:
                Type: AWS::Serverless::Function
                Properties: {Runtime: java25, CodeUri: classes, Handler: Failing::handle}
              Mapping:
                Type: AWS::Lambda::EventSourceMapping
                Properties:
                  EventSourceArn: !GetAtt Orders.StreamArn
                  FunctionName: !Ref Failing
                  StartingPosition: LATEST
                  MaximumRetryAttempts: 1
                  DestinationConfig: {OnFailure: {Destination: !GetAtt Failures.Arn}}
              Failures: {Type: AWS::SQS::Queue}
            Outputs:
              Ref: {Value: !Ref Orders}
              Arn: {Value: !GetAtt Orders.Arn}
              StreamArn: {Value: !GetAtt Orders.StreamArn}
              Simple: {Value: !GetAtt Simple.Arn}
            """;

    @TempDir
    private Path folder;

    private TemplateRun start() throws Exception {
        try (FunctionProject project = new FunctionProject(folder)) {
            project.source("""
                    public class Copy {
                      static final List<Object> SEEN = Collections.synchronizedList(new ArrayList<>());
                      public Object handle(Map<String, Object> event) {
                        if (!event.containsKey("Records")) { return SEEN; }
                        for (Object each : (List<?>) event.get("Records")) {
                          Map<?, ?> record = (Map<?, ?>) each;
                          SEEN.add(List.of(record.get("eventName"), ((Map<?, ?>) record.get("dynamodb")).get("NewImage")));
                        }
                        return null; } }""");
            project.source(
                    "public class Failing { public Object handle(Object event) { throw new RuntimeException(); } }");
        }
        return new TemplateRun(folder, TEMPLATE);
    }

    @Test
    void tablesHaveTheKeysIndexesAndExpiryOfTheTemplate() throws Exception {
        try (TemplateRun run = start()) {
            JsonNode orders = run.call("dynamodb", "DescribeTable", "{'TableName':'stepgate-Orders'}")
                    .path("Table");
            JsonNode expiry = run.call("dynamodb", "DescribeTimeToLive", "{'TableName':'stepgate-Orders'}");
            JsonNode world = run.call("dynamodb", "DescribeTable", "{'TableName':'stepgate-World'}");
            JsonNode simple = run.call("dynamodb", "DescribeTable", "{'TableName':'simple'}");
            Map<String, String> outputs = run.runtime().template().outputs().stream()
                    .collect(Collectors.toMap(Template.Output::name, Template.Output::value));

            assertThat(outputs)
                    .containsEntry("Ref", "stepgate-Orders")
                    .containsEntry("Arn", orders.path("TableArn").asText())
                    .containsEntry("StreamArn", orders.path("LatestStreamArn").asText())
                    .containsEntry("Simple", "arn:aws:dynamodb:us-east-1:123456789012:table/simple");
            assertThat(orders.at("/ProvisionedThroughput/ReadCapacityUnits").asInt())
                    .isEqualTo(5);
            assertThat(orders.at("/GlobalSecondaryIndexes/0/IndexName").asText())
                    .isEqualTo("byCustomer");
            assertThat(expiry.at("/TimeToLiveDescription/AttributeName").asText())
                    .isEqualTo("until");
            assertThat(world.at("/Table/BillingModeSummary/BillingMode").asText())
                    .isEqualTo("PAY_PER_REQUEST");
            assertThat(simple.at("/Table/AttributeDefinitions")).isEqualTo(Json.parse("""
                    [{"AttributeName":"number","AttributeType":"N"}]"""));
        }
    }

    @Test
    void aChangeReachesTheFunctionAndAFailureReachesItsDestination() throws Exception {
        try (TemplateRun run = start()) {
            run.call(
                    "dynamodb",
                    "PutItem",
                    "{'TableName':'stepgate-Orders','Item':{'id':{'S':'1'},'customer':{'S':'me'}}}");
            run.pass(Duration.ofMinutes(1));

            JsonNode seen = run.call("lambda", "Invoke", "{'FunctionName':'stepgate-Copy','Payload':'e30='}");
            byte[] payload = Base64.getDecoder().decode(seen.path("Payload").asText());

            assertThat(Json.parse(payload)).isEqualTo(Json.parse("""
                    [["INSERT",{"id":{"S":"1"},"customer":{"S":"me"}}]]"""));
            assertThat(run.messages("Failures"))
                    .singleElement()
                    .satisfies(given -> assertThat(
                                    given.at("/requestContext/condition").asText())
                            .isEqualTo("RetryAttemptsExhausted"));
        }
    }
}
