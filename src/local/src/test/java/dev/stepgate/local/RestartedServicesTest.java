// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.store.DataFolder;
import dev.stepgate.local.store.Sync;
import dev.stepgate.local.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A runtime with a folder of data keeps what the API made in every service, what is on its way between them, and
/// applies another template as an update of the stack.
class RestartedServicesTest {
    private static final String QUEUE = "http://x/123456789012/mail";
    private static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:123456789012:mail";
    private static final String TEMPLATE = """
            Resources:
              Mail: {Type: AWS::SQS::Queue, Properties: {QueueName: mail}}
              Level: {Type: AWS::SSM::Parameter, Properties: {Name: level, Type: String, Value: '1'}}
              News: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}
              Machine:
                Type: AWS::StepFunctions::StateMachine
                Properties:
                  StateMachineName: machine
                  RoleArn: arn:aws:iam::123456789012:role/r
                  DefinitionString: '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":1,"End":true}}}'
              Rule:
                Type: AWS::Events::Rule
                Properties:
                  Name: orders
                  EventPattern: {source: [shop]}
                  Targets: [{Id: mail, Arn: !GetAtt Mail.Arn}]
            """;

    @TempDir
    Path folder;

    private VirtualTime time;
    private LocalRuntime runtime;

    @BeforeEach
    void start() throws IOException {
        start(TEMPLATE, Instant.parse("2026-03-01T10:00:00Z"));
    }

    private void start(String template, Instant now) throws IOException {
        Path file = folder.resolve("template.yaml");
        Files.writeString(file, template);
        time = new VirtualTime(now);
        time.pause();
        runtime = LocalRuntime.start(
                RuntimeOptions.of(file).withData(new DataOptions(folder.resolve("data"), Sync.NEVER)),
                new RuntimeDependencies(time, ExecutionIds.seeded(1), RuntimeLog.NONE));
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    private void restart() {
        restart(Duration.ZERO);
    }

    /// @param down how long nothing runs
    private void restart(Duration down) {
        Instant now = time.now();
        time.close();
        time = new VirtualTime(now.plus(down));
        time.pause();
        runtime.restart(new RuntimeDependencies(time, ExecutionIds.seeded(2), RuntimeLog.NONE));
    }

    private void restart(String template) throws IOException {
        Instant now = time.now();
        runtime.close();
        start(template, now);
    }

    /// @param input JSON with single quotes
    private JsonNode call(String service, String operation, String input) {
        return call(service, operation, Json.parse(input.replace('\'', '"')));
    }

    private JsonNode call(String service, String operation, JsonNode input) {
        try {
            return runtime.call(service, operation, input).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof AwsException refused ? refused : e;
        }
    }

    private List<String> mail() throws InterruptedException {
        time.advance(Duration.ZERO);
        List<String> bodies = new ArrayList<>();
        String receive = "{'QueueUrl':'" + QUEUE + "','MaxNumberOfMessages':10}";
        for (JsonNode found = call("sqs", "ReceiveMessage", receive);
                found.has("Messages");
                found = call("sqs", "ReceiveMessage", receive)) {
            found.get("Messages")
                    .forEach(message -> bodies.add(message.path("Body").asText()));
        }
        return bodies;
    }

    private static void requireSame(JsonNode before, JsonNode after) {
        assertThat(after).isEqualTo(before);
    }

    @Test
    void objectsTheirDescriptionsAndTheSettingsOfABucketAreThere() throws Exception {
        String one = Base64.getEncoder().encodeToString(new byte[3 << 20]);
        call("s3", "CreateBucket", "{'Bucket':'things'}");
        call(
                "s3",
                "PutObject",
                "{'Bucket':'things','Key':'a/b','Body':'" + one + "','ContentType':'x/y','Metadata':{'m':'1'}}");
        call("s3", "PutObject", "{'Bucket':'things','Key':'gone','Body':'YQ=='}");
        call("s3", "PutObject", "{'Bucket':'things','Key':'a','Body':'YQ=='}");
        call("s3", "PutObject", "{'Bucket':'things','Key':'a','Body':'Yg=='}");
        call("s3", "DeleteObject", "{'Bucket':'things','Key':'gone'}");
        call("s3", "CopyObject", "{'Bucket':'things','Key':'copy','CopySource':'things/a'}");
        call("s3", "PutObjectTagging", "{'Bucket':'things','Key':'a','Tagging':{'TagSet':[{'Key':'k','Value':'v'}]}}");
        JsonNode list = call("s3", "ListObjectsV2", "{'Bucket':'things'}");
        JsonNode object = call("s3", "GetObject", "{'Bucket':'things','Key':'a/b'}");
        JsonNode tags = call("s3", "GetObjectTagging", "{'Bucket':'things','Key':'a'}");

        restart();

        requireSame(list, call("s3", "ListObjectsV2", "{'Bucket':'things'}"));
        requireSame(object, call("s3", "GetObject", "{'Bucket':'things','Key':'a/b'}"));
        requireSame(tags, call("s3", "GetObjectTagging", "{'Bucket':'things','Key':'a'}"));
        assertThat(call("s3", "GetObject", "{'Bucket':'things','Key':'copy'}")
                        .path("Body")
                        .asText())
                .isEqualTo("Yg==");
    }

    @Test
    void anUploadInPartsGoesOnAndItsObjectKeepsItsParts() throws Exception {
        String five = Base64.getEncoder().encodeToString(new byte[5 << 20]);
        call("s3", "CreateBucket", "{'Bucket':'things'}");
        String id = call("s3", "CreateMultipartUpload", "{'Bucket':'things','Key':'big'}")
                .path("UploadId")
                .asText();
        String upload = "{'Bucket':'things','Key':'big','UploadId':'" + id + "'";
        JsonNode first = call("s3", "UploadPart", upload + ",'PartNumber':2,'Body':'" + five + "'}");
        call("s3", "UploadPart", upload + ",'PartNumber':3,'Body':'YQ=='}");

        restart();
        JsonNode last = call("s3", "UploadPart", upload + ",'PartNumber':7,'Body':'Yg=='}");
        String parts = "{'PartNumber':2,'ETag':" + quoted(first) + "},{'PartNumber':7,'ETag':" + quoted(last) + "}";
        JsonNode completed =
                call("s3", "CompleteMultipartUpload", upload + ",'MultipartUpload':{'Parts':[" + parts + "]}}");
        JsonNode object = call("s3", "GetObject", "{'Bucket':'things','Key':'big'}");
        JsonNode part = call("s3", "HeadObject", "{'Bucket':'things','Key':'big','PartNumber':2}");
        restart();

        assertThat(object.path("ContentLength").longValue()).isEqualTo((5 << 20) + 1);
        requireSame(object, call("s3", "GetObject", "{'Bucket':'things','Key':'big'}"));
        requireSame(part, call("s3", "HeadObject", "{'Bucket':'things','Key':'big','PartNumber':2}"));
        requireSame(
                completed,
                call("s3", "CompleteMultipartUpload", upload + ",'MultipartUpload':{'Parts':[" + parts + "]}}"));
    }

    private static String quoted(JsonNode part) {
        return Json.write(part.path("ETag")).replace("\\\"", "");
    }

    @Test
    void anEventOfABucketIsDeliveredByTheNextProcess() throws Exception {
        call("s3", "CreateBucket", "{'Bucket':'things'}");
        call(
                "s3",
                "PutBucketNotificationConfiguration",
                "{'Bucket':'things','NotificationConfiguration':" + "{'QueueConfigurations':[{'QueueArn':'" + QUEUE_ARN
                        + "','Events':['s3:ObjectCreated:*']}]}}");
        assertThat(mail()).hasSize(1);
        call("s3", "PutObject", "{'Bucket':'things','Key':'a','Body':'YQ=='}");

        restart();

        assertThat(mail()).singleElement().asString().contains("ObjectCreated:Put");
        restart();
        call("sqs", "PurgeQueue", "{'QueueUrl':'" + QUEUE + "'}");
        assertThat(mail()).as("delivered once").isEmpty();
    }

    @Test
    void aMessageOfATopicAndAnEventOfABusAreDeliveredByTheNextProcessOnce() throws Exception {
        String topic =
                call("sns", "CreateTopic", "{'Name':'other'}").path("TopicArn").asText();
        call(
                "sns",
                "Subscribe",
                "{'TopicArn':'" + topic + "','Protocol':'sqs','Endpoint':'" + QUEUE_ARN
                        + "','Attributes':{'RawMessageDelivery':'true'}}");
        call("sns", "Publish", "{'TopicArn':'" + topic + "','Message':'from the topic'}");
        call("events", "PutEvents", "{'Entries':[{'Source':'shop','DetailType':'Order','Detail':'{}'}]}");

        restart();

        assertThat(mail()).hasSize(2).anyMatch("from the topic"::equals).anyMatch(body -> body.contains("Order"));
        restart();
        assertThat(mail()).isEmpty();
        call("sns", "Publish", "{'TopicArn':'" + topic + "','Message':'again'}");
        assertThat(mail()).containsExactly("again");
    }

    @Test
    void rulesSchedulesParametersAndSecretsOfTheApiAreThere() throws Exception {
        call("events", "CreateEventBus", "{'Name':'bus','Tags':[{'Key':'k','Value':'v'}]}");
        call("events", "PutRule", "{'Name':'r','EventBusName':'bus','EventPattern':'{\\'source\\':[\\'x\\']}'}");
        call(
                "events",
                "PutTargets",
                "{'Rule':'r','EventBusName':'bus','Targets':[{'Id':'t','Arn':'" + QUEUE_ARN + "'}]}");
        call("scheduler", "CreateScheduleGroup", "{'Name':'group','Tags':[{'Key':'k','Value':'v'}]}");
        call(
                "scheduler",
                "CreateSchedule",
                "{'Name':'once','GroupName':'group','ScheduleExpression':"
                        + "'at(2026-03-01T12:00:00)','FlexibleTimeWindow':{'Mode':'OFF'},"
                        + "'Target':{'Arn':'" + QUEUE_ARN
                        + "','RoleArn':'arn:aws:iam::123456789012:role/r','Input':'noon'}}");
        call("ssm", "PutParameter", "{'Name':'/p','Type':'String','Value':'v','Description':'d'}");
        call("ssm", "LabelParameterVersion", "{'Name':'/p','Labels':['good']}");
        call("secretsmanager", "CreateSecret", "{'Name':'s','SecretString':'one'}");
        call("secretsmanager", "PutSecretValue", "{'SecretId':'s','SecretString':'two'}");
        call("secretsmanager", "GetSecretValue", "{'SecretId':'s'}");
        List<JsonNode> before = everything();

        restart(Duration.ofHours(3));

        assertThat(everything()).isEqualTo(before);
        assertThat(mail()).as("the schedule's time was missed").containsExactly("noon");
        call("sqs", "PurgeQueue", "{'QueueUrl':'" + QUEUE + "'}");
        restart(Duration.ofHours(3));
        assertThat(mail()).isEmpty();
    }

    private List<JsonNode> everything() {
        return List.of(
                call("events", "DescribeEventBus", "{'Name':'bus'}"),
                call(
                        "events",
                        "ListTagsForResource",
                        "{'ResourceARN':'arn:aws:events:us-east-1:123456789012:event-bus/bus'}"),
                call("events", "ListRules", "{'EventBusName':'bus'}"),
                call("events", "ListTargetsByRule", "{'Rule':'r','EventBusName':'bus'}"),
                call("scheduler", "GetSchedule", "{'Name':'once','GroupName':'group'}"),
                call("scheduler", "GetScheduleGroup", "{'Name':'group'}"),
                call("ssm", "GetParameterHistory", "{'Name':'/p'}"),
                call("secretsmanager", "DescribeSecret", "{'SecretId':'s'}"),
                call("secretsmanager", "GetSecretValue", "{'SecretId':'s','VersionStage':'AWSPREVIOUS'}"));
    }

    @Test
    void machinesVersionsAliasesActivitiesAndTagsOfTheApiAreThere() throws Exception {
        String definition = "{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":5,\"End\":true}}}";
        ObjectNode create = (ObjectNode)
                Json.parse("{\"name\":\"made\",\"roleArn\":\"arn:aws:iam::123456789012:role/r\",\"publish\":true,"
                        + "\"tags\":[{\"key\":\"k\",\"value\":\"v\"}]}");
        create.put("definition", definition);
        String machine = call("states", "CreateStateMachine", create)
                .path("stateMachineArn")
                .asText();
        ObjectNode update = Json.mapper().createObjectNode().put("stateMachineArn", machine);
        call("states", "UpdateStateMachine", update.put("definition", definition.replace("5", "6")));
        call("states", "PublishStateMachineVersion", "{'stateMachineArn':'" + machine + "','description':'two'}");
        call(
                "states",
                "CreateStateMachineAlias",
                "{'name':'live','routingConfiguration':[{'stateMachineVersionArn':'" + machine + ":2','weight':100}]}");
        call("states", "CreateActivity", "{'name':'work','tags':[{'key':'k','value':'v'}]}");
        call("states", "StartExecution", "{'stateMachineArn':'" + machine + ":live','name':'x'}");
        List<JsonNode> before = machines(machine);

        restart();

        assertThat(machines(machine)).isEqualTo(before);
        time.advance(Duration.ofSeconds(6));
        assertThat(call(
                                "states",
                                "DescribeExecution",
                                "{'executionArn':'" + machine.replace("stateMachine", "execution") + ":x'}")
                        .path("status")
                        .asText())
                .isEqualTo("SUCCEEDED");
    }

    private List<JsonNode> machines(String machine) {
        return List.of(
                call("states", "ListStateMachines", "{}"),
                call("states", "DescribeStateMachine", "{'stateMachineArn':'" + machine + "'}"),
                call("states", "DescribeStateMachine", "{'stateMachineArn':'" + machine + ":1'}"),
                call("states", "ListStateMachineVersions", "{'stateMachineArn':'" + machine + "'}"),
                call("states", "DescribeStateMachineAlias", "{'stateMachineAliasArn':'" + machine + ":live'}"),
                call("states", "ListTagsForResource", "{'resourceArn':'" + machine + "'}"),
                call(
                        "states",
                        "ListTagsForResource",
                        "{'resourceArn':'" + machine.replace("stateMachine:made", "activity:work") + "'}"));
    }

    @Test
    void anUnchangedTemplateLeavesWhatTheApiHasChanged() throws Exception {
        call("ssm", "PutParameter", "{'Name':'level','Value':'2','Overwrite':true}");
        call("events", "DisableRule", "{'Name':'orders'}");
        call(
                "sns",
                "SetTopicAttributes",
                "{'TopicArn':'arn:aws:sns:us-east-1:123456789012:news',"
                        + "'AttributeName':'DisplayName','AttributeValue':'News'}");

        restart();

        assertThat(level()).isEqualTo("2");
        assertThat(call("events", "DescribeRule", "{'Name':'orders'}")
                        .path("State")
                        .asText())
                .isEqualTo("DISABLED");
        assertThat(call("sns", "GetTopicAttributes", "{'TopicArn':'arn:aws:sns:us-east-1:123456789012:news'}")
                        .at("/Attributes/DisplayName")
                        .asText())
                .isEqualTo("News");
    }

    private String level() {
        return call("ssm", "GetParameter", "{'Name':'level'}")
                .at("/Parameter/Value")
                .asText();
    }

    @Test
    void anotherTemplateIsAnUpdateOfTheStack() throws IOException {
        call("ssm", "PutParameter", "{'Name':'level','Value':'2','Overwrite':true}");
        String machine = "{'stateMachineArn':'arn:aws:states:us-east-1:123456789012:stateMachine:machine'}";

        restart(TEMPLATE.replace("Value: '1'", "Value: '3'")
                .replace("\"Result\":1", "\"Result\":2")
                .replace("Name: orders", "Name: others"));

        assertThat(level()).isEqualTo("3");
        assertThat(call("events", "ListRules", "{}").path("Rules").findValuesAsText("Name"))
                .containsExactly("others");
        assertThat(call("states", "DescribeStateMachine", machine)
                        .path("definition")
                        .asText())
                .contains("\"Result\":2");

        restart(TEMPLATE.substring(0, TEMPLATE.indexOf("  Rule:")).replace("Level:", "Other:"));

        assertThat(call("events", "ListRules", "{}").path("Rules")).isEmpty();
    }

    @Test
    void aRevisionThatNobodyRunsAnyMoreIsDropped() throws Exception {
        String machine = "arn:aws:states:us-east-1:123456789012:stateMachine:machine";
        ObjectNode update = Json.mapper().createObjectNode().put("stateMachineArn", machine);
        for (int i = 0; i < 5; i++) {
            call(
                    "states",
                    "UpdateStateMachine",
                    update.put(
                            "definition",
                            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Result\":" + i
                                    + ",\"End\":true}}}"));
        }
        restart();
        runtime.close();

        try (DataFolder data = DataFolder.open(folder.resolve("data"), Sync.NEVER, DataFolder.Loss.REFUSED)) {
            List<String> revisions = new ArrayList<>();
            data.records("revisions").forEach("", (digest, _) -> revisions.add(digest));
            assertThat(revisions).hasSize(1);
        }
    }
}
