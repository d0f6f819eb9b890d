// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.dynamodb.TestTables;
import dev.stepgate.local.events.EventBridge;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.scheduler.Scheduler;
import dev.stepgate.local.secretsmanager.Secrets;
import dev.stepgate.local.sqs.Queues;
import dev.stepgate.local.ssm.Parameters;
import dev.stepgate.local.targets.ServiceTargets;
import dev.stepgate.local.time.VirtualTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Integrations with DynamoDB, EventBridge, Scheduler, Systems Manager and Secrets Manager. The expectations
/// for the optimized ones were recorded on AWS (test_dynamodb_task_service, test_events_task_service and
/// test_aws_sdk of
/// [LocalStack](https://github.com/localstack/localstack/tree/main/tests/aws/services/stepfunctions/v2)).
class DataIntegrationsTest {
    private static final Account ACCOUNT = new Account("aws", "us-east-1", "123456789012");
    private static final String ITEM = "{'data':{'S':'HelloWorld'},'id':{'S':'id1'}}";
    private static final String KEY = "'TableName':'items','Key':{'id':{'S':'id1'}}";

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final Supplier<String> uuids = ExecutionIds.unseeded()::uuid;
    private final Supplier<URI> endpoint = () -> URI.create("http://127.0.0.1:4566");
    private final TestTables tables = new TestTables(time).create("items", "'id':'S'", "id");
    private final Queues queues = new Queues(ACCOUNT, time, endpoint, uuids);
    private final LocalBackends backends =
            new LocalBackends(new Functions(List.of(), time, RuntimeLog.NONE, endpoint)).add(queues);
    private final EventBridge bridge =
            new EventBridge(ACCOUNT, new ServiceTargets(backends::service, uuids), time, uuids);
    private final ServiceIntegrations integrations = new ServiceIntegrations(
            backends.add(tables.tables)
                    .add(bridge)
                    .add(new Scheduler(ACCOUNT, new ServiceTargets(backends::service, uuids), time, uuids))
                    .add(new Parameters(ACCOUNT, time))
                    .add(new Secrets(ACCOUNT, time, uuids, new Random(1))),
            time,
            ExecutionIds.unseeded());

    @Test
    void anItemIsPutAndGotAndDeleted() throws Exception {
        JsonNode put = start("dynamodb", "putItem", "{'TableName':'items','Item':" + ITEM + "}")
                .output();
        JsonNode got = start("dynamodb", "getItem", "{" + KEY + "}").output();
        JsonNode deleted = start("dynamodb", "deleteItem", "{" + KEY + "}").output();

        assertAnswered(put, "{}");
        assertThat(got.path("Item")).isEqualTo(json(ITEM));
        assertAnswered(without(got, "Item"), null);
        assertThat(got.at("/SdkHttpMetadata/HttpHeaders/Content-Length").asText())
                .isEqualTo("53");
        assertAnswered(deleted, "{}");
        assertThat(tables.get("items", "{'id':{'S':'id1'}}").isMissingNode()).isTrue();
    }

    /// @param body as it went over the wire; null where its members may be in any order
    private static void assertAnswered(JsonNode output, @Nullable String body) {
        assertThat(output.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("SdkHttpMetadata", "SdkResponseMetadata");
        JsonNode headers = output.at("/SdkHttpMetadata/HttpHeaders");
        assertThat(headers.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "Connection",
                        "Content-Length",
                        "Content-Type",
                        "Date",
                        "Server",
                        "x-amz-crc32",
                        "x-amzn-RequestId");
        assertThat(headers.path("Connection").asText()).isEqualTo("keep-alive");
        assertThat(headers.path("Content-Type").asText()).isEqualTo("application/x-amz-json-1.0");
        assertThat(headers.path("Server").asText()).isEqualTo("Server");
        if (body != null) {
            CRC32 checksum = new CRC32();
            checksum.update(body.getBytes(StandardCharsets.UTF_8));
            assertThat(headers.path("Content-Length").asText()).isEqualTo(String.valueOf(body.length()));
            assertThat(headers.path("x-amz-crc32").asText()).isEqualTo(String.valueOf(checksum.getValue()));
        }
        assertThat(output.at("/SdkHttpMetadata/AllHttpHeaders/Server")).isEqualTo(json("['Server']"));
        assertThat(output.at("/SdkHttpMetadata/HttpStatusCode").asInt()).isEqualTo(200);
        assertThat(output.at("/SdkResponseMetadata/RequestId")).isEqualTo(headers.path("x-amzn-RequestId"));
    }

    private static JsonNode without(JsonNode output, String member) {
        return ((ObjectNode) output.deepCopy()).without(member);
    }

    @Test
    void anItemIsUpdated() throws Exception {
        tables.put("items", ITEM);

        JsonNode updated = start(
                        "dynamodb",
                        "updateItem",
                        "{" + KEY + ",'UpdateExpression':'set S=:r','ReturnValues':'UPDATED_NEW',"
                                + "'ExpressionAttributeValues':{':r':{'S':'HelloWorldUpdated'}}}")
                .output();

        assertThat(updated.path("Attributes")).isEqualTo(json("{'S':{'S':'HelloWorldUpdated'}}"));
    }

    /// The causes of `aws-sdk` have been longer since they include the number of SDK attempts.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dynamodb | putItem | {'TableName':'none','Item':{'id':{'S':'id1'}}} | DynamoDB.ResourceNotFoundException"
                        + " | Requested resource not found (Service: AmazonDynamoDBv2; Status Code: 400; Error Code:"
                        + " ResourceNotFoundException; Request ID: #; Proxy: null)",
                "dynamodb | putItem | {'TableName':'items','Key':null,'Item':null} | DynamoDB.AmazonDynamoDBException"
                        + " | 1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not"
                        + " be null (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ValidationException; Request"
                        + " ID: #; Proxy: null)",
                "dynamodb | putItem | {'TableName':'/items','Item':{'id':{'S':'id1'}}} | DynamoDB.AmazonDynamoDBException"
                        + " | 1 validation error detected: Value '/items' at 'tableName' failed to satisfy constraint: Member"
                        + " must satisfy regular expression pattern: [a-zA-Z0-9_.-]+ (Service: AmazonDynamoDBv2; Status Code:"
                        + " 400; Error Code: ValidationException; Request ID: #; Proxy: null)",
                "dynamodb | putItem | {'TableName':'items','Item':{'id':{'S':'a'}},'ConditionExpression':'attribute_exists(id)'}"
                        + " | DynamoDB.ConditionalCheckFailedException | The conditional request failed (Service:"
                        + " AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: #;"
                        + " Proxy: null)",
                "aws-sdk:dynamodb | putItem | {'TableName':'none','Item':{'id':{'S':'id1'}}}"
                        + " | DynamoDb.ResourceNotFoundException | Requested resource not found (Service: DynamoDb, Status"
                        + " Code: 400, Request ID: #) (SDK Attempt Count: 1)",
                "aws-sdk:dynamodb | putItem | {'TableName':'items','Item':null} | DynamoDb.DynamoDbException"
                        + " | 1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not"
                        + " be null (Service: DynamoDb, Status Code: 400, Request ID: #) (SDK Attempt Count: 1)",
            })
    void aRefusalFailsTheTask(String service, String action, String parameters, String error, String cause)
            throws Exception {
        RecordedProgress.Failed failed = start(service, action, parameters).failure();

        assertThat(failed.error()).isEqualTo(error);
        assertThat(failed.cause().replaceAll("Request ID: [0-9a-f-]{36}", "Request ID: #"))
                .isEqualTo(cause);
    }

    /// The getters of AttributeValue in the SDK for Java 2 are `bool`, `nul`, `ss`, `ns`.
    @Test
    void anAttributesValueHasTheNamesOfTheSdk() throws Exception {
        JsonNode put = start(
                        "aws-sdk:dynamodb",
                        "putItem",
                        "{'TableName':'items','Item':{'id':{'S':'id1'},'BOOL':{'Bool':true},'NULL':{'Nul':true},"
                                + "'SS':{'Ss':['a']},'M':{'M':{'NS':{'L':[{'Ns':['1']}]}}}}}")
                .output();

        assertThat(put).isEqualTo(json("{}"));
        assertThat(tables.get("items", "{'id':{'S':'id1'}}"))
                .isEqualTo(json("{'id':{'S':'id1'},'BOOL':{'BOOL':true},'NULL':{'NULL':true},'SS':{'SS':['a']},"
                        + "'M':{'M':{'NS':{'L':[{'NS':['1']}]}}}}"));
        assertThat(start("aws-sdk:dynamodb", "getItem", "{" + KEY + "}")
                        .output()
                        .path("Item"))
                .isEqualTo(json("{'id':{'S':'id1'},'BOOL':{'Bool':true},'NULL':{'Nul':true},'SS':{'Ss':['a']},"
                        + "'M':{'M':{'NS':{'L':[{'Ns':['1']}]}}}}"));
        assertThat(start("aws-sdk:dynamodb", "describeTable", "{'TableName':'items'}")
                        .output()
                        .at("/Table/CreationDateTime")
                        .asText())
                .isEqualTo("2025-01-01T00:00:00Z");
    }

    @Test
    void statementsOfPartiQlAreRun() throws Exception {
        JsonNode inserted = start(
                        "aws-sdk:dynamodb",
                        "executeStatement",
                        "{'Statement':'INSERT INTO items VALUE {\\u0027id\\u0027: ?, \\u0027ok\\u0027: ?}',"
                                + "'Parameters':[{'S':'id1'},{'Bool':true}]}")
                .output();
        JsonNode selected = start(
                        "aws-sdk:dynamodb",
                        "executeStatement",
                        "{'Statement':'SELECT ok FROM items WHERE id = ?','Parameters':[{'S':'id1'}]}")
                .output();

        assertThat(inserted).isEqualTo(json("{'Items':[]}"));
        assertThat(selected).isEqualTo(json("{'Items':[{'ok':{'Bool':true}}]}"));
    }

    @Test
    void eventsNameTheExecutionThatPutsThem() throws Exception {
        queues.create("q", Map.of());
        bridge.perform("PutRule", json("{'Name':'r','EventPattern':'{\\\"source\\\":[\\\"some.source\\\"]}'}"));
        bridge.perform(
                "PutTargets", json("{'Rule':'r','Targets':[{'Id':'1','Arn':'arn:aws:sqs:us-east-1:123456789012:q'}]}"));

        JsonNode output = start(
                        "events",
                        "putEvents",
                        "{'Entries':[{'Detail':{'Message':'HelloWorld2'},'DetailType':'type','Source':'some.source',"
                                + "'Resources':['mine']}]}")
                .output();
        time.awaitIdle();

        assertThat(output.fieldNames()).toIterable().containsExactlyInAnyOrder("Entries", "FailedEntryCount");
        assertThat(output.path("FailedEntryCount").asInt()).isZero();
        JsonNode event = Json.parse(queues.call(new AwsCall("ReceiveMessage", json("{'QueueUrl':'/q'}"), "r"))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .at("/Messages/0/Body")
                .asText());
        assertThat(event.path("id")).isEqualTo(output.at("/Entries/0/EventId"));
        assertThat(event.path("detail")).isEqualTo(json("{'Message':'HelloWorld2'}"));
        assertThat(event.path("resources"))
                .isEqualTo(json("['mine','arn:aws:states:us-east-1:123456789012:stateMachine:machine',"
                        + "'arn:aws:states:us-east-1:123456789012:execution:machine:run']"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Source':'some.source','Detail':'\\\"jsonstring\\\"' | MalformedDetail | Detail is malformed.",
                "'Detail':{} | InvalidArgument | Parameter Source is not valid. Reason: Source is a required argument.",
            })
    void anEntryThatIsNotTakenFailsTheTask(String members, String code, String message) throws Exception {
        RecordedProgress.Failed failed = start(
                        "events", "putEvents", "{'Entries':[{'DetailType':'type'," + members + "}]}")
                .failure();

        assertThat(failed.error()).isEqualTo("EventBridge.FailedEntry");
        assertThat(Json.parse(failed.cause()))
                .isEqualTo(json("{'Entries':[{'ErrorCode':'" + code + "','ErrorMessage':'" + message
                        + "'}],'FailedEntryCount':1}"));
    }

    @Test
    void aTaskWithATokenStillWaitsAfterTheEventIsSent() throws Exception {
        RecordedProgress progress = start(
                RecordedProgress.service("events", "putEvents", TaskResource.Pattern.WAIT_FOR_TASK_TOKEN),
                "{'Entries':[{'DetailType':'type','Source':'some.source','Detail':{'token':'t'}}]}");

        assertThat(progress.submission().path("FailedEntryCount").asInt()).isZero();
        assertThat(progress.hasEnded()).isFalse();
    }

    /// Dates are strings and `ARN` is `Arn`, as in the SDK for Java
    /// ([naming](https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html)).
    @Test
    void theOtherServicesAnswerInTheShapesOfTheSdk() throws Exception {
        start("aws-sdk:ssm", "putParameter", "{'Name':'/p','Value':'v','Type':'String'}")
                .output();
        JsonNode secret = start("aws-sdk:secretsmanager", "createSecret", "{'Name':'s','SecretBinary':'text'}")
                .output();
        start(
                        "aws-sdk:scheduler",
                        "createSchedule",
                        "{'Name':'s','ScheduleExpression':'rate(1 hour)','StartDate':'2025-02-01T00:00:00Z',"
                                + "'FlexibleTimeWindow':{'Mode':'OFF'},'Target':{'Arn':"
                                + "'arn:aws:sqs:us-east-1:123456789012:q','RoleArn':'arn:aws:iam::123456789012:role/r'}}")
                .output();

        JsonNode parameter =
                start("aws-sdk:ssm", "getParameter", "{'Name':'/p'}").output().path("Parameter");
        JsonNode value = start("aws-sdk:secretsmanager", "getSecretValue", "{'SecretId':'s'}")
                .output();
        JsonNode schedule =
                start("aws-sdk:scheduler", "getSchedule", "{'Name':'s'}").output();

        assertThat(parameter.path("Arn").asText()).isEqualTo("arn:aws:ssm:us-east-1:123456789012:parameter/p");
        assertThat(parameter.path("LastModifiedDate").asText()).isEqualTo("2025-01-01T00:00:00Z");
        assertThat(secret.path("Arn").asText()).startsWith("arn:aws:secretsmanager:us-east-1:123456789012:secret:s-");
        assertThat(value.path("Arn")).isEqualTo(secret.path("Arn"));
        assertThat(value.path("SecretBinary").asText()).isEqualTo("text");
        assertThat(value.path("CreatedDate").asText()).isEqualTo("2025-01-01T00:00:00Z");
        assertThat(schedule.path("StartDate").asText()).isEqualTo("2025-02-01T00:00:00Z");
    }

    private RecordedProgress start(String service, String action, String parameters) {
        return start(RecordedProgress.service(service, action), parameters);
    }

    private RecordedProgress start(TaskResource resource, String parameters) {
        RecordedProgress progress = new RecordedProgress();
        integrations.start(RecordedProgress.request(resource, json(parameters).toString()), progress);
        return progress;
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
