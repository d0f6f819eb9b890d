// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.sns.Topics;
import dev.stepgate.local.sqs.Queues;
import dev.stepgate.local.time.VirtualTime;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Integrations with SQS, SNS and Step Functions itself
/// ([optimized integrations](https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html)).
class ServiceIntegrationsTest {

    private static final Account ACCOUNT = new Account("aws", "us-east-1", "123456789012");
    private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:child";
    private static final String EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:child:run";

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final Queues queues =
            new Queues(ACCOUNT, time, () -> URI.create("http://127.0.0.1:4566"), ExecutionIds.unseeded()::uuid);
    private final Functions functions =
            new Functions(List.of(), time, RuntimeLog.NONE, () -> URI.create("http://127.0.0.1:4566"));
    private final Topics topics = new Topics(ACCOUNT, List.of(queues, functions), time, ExecutionIds.unseeded()::uuid);
    private final Machines machines = new Machines();
    private final LocalBackends backends =
            new LocalBackends(functions).add(queues).add(topics).add(machines);
    private final ServiceIntegrations integrations = new ServiceIntegrations(backends, time, ExecutionIds.unseeded());

    @BeforeEach
    void create() {
        queues.create("q", Map.of());
        topics.create("news", Map.of());
        topics.create("news.fifo", Map.of("FifoTopic", "true"));
    }

    @Test
    void aMessageBodyOfAnyShapeIsSentAsText() throws Exception {
        JsonNode output = start(
                        "sqs",
                        "sendMessage",
                        "{'QueueUrl':'http://127.0.0.1:4566/123456789012/q','MessageBody':{'a':[1,null]}}")
                .output();

        JsonNode received = receive();
        assertThat(received.path("Body").asText()).isEqualTo("{\"a\":[1,null]}");
        assertThat(output.path("MessageId")).isEqualTo(received.path("MessageId"));
        assertThat(output.path("MD5OfMessageBody")).isEqualTo(received.path("MD5OfBody"));
        assertThat(output.at("/SdkHttpMetadata/HttpStatusCode").asInt()).isEqualTo(200);
        assertThat(output.at("/SdkHttpMetadata/HttpHeaders/Content-Type").asText())
                .isEqualTo("application/x-amz-json-1.0");
        assertThat(output.at("/SdkHttpMetadata/AllHttpHeaders/Content-Length")).isEqualTo(Json.parse("[\"106\"]"));
        assertThat(output.at("/SdkResponseMetadata/RequestId"))
                .isEqualTo(output.at("/SdkHttpMetadata/HttpHeaders/x-amzn-RequestId"));
    }

    @Test
    void aTaskWithATokenStillWaitsAfterTheMessageIsSent() throws Exception {
        RecordedProgress progress = start(
                RecordedProgress.service("sqs", "sendMessage", TaskResource.Pattern.WAIT_FOR_TASK_TOKEN),
                "{'QueueUrl':'https://sqs.us-east-1.amazonaws.com/123456789012/q','MessageBody':'m','MessageAttribute':"
                        + "{'a':{'DataType':'String','StringValue':'v'}}}");

        assertThat(progress.submission().has("MessageId")).isTrue();
        assertThat(progress.hasEnded()).isFalse();
        assertThat(receive().path("MessageAttributes").has("a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sqs | sendMessage | {'QueueUrl':'http://127.0.0.1:4566/123456789012/q','MessageBody':null}"
                        + " | SQS.AmazonSQSException | The request must contain the parameter MessageBody. (Service:"
                        + " AmazonSQS; Status Code: 400; Error Code: MissingParameter; Request ID: #; Proxy: null)",
                "sqs | sendMessage | {'QueueUrl':'http://127.0.0.1:4566/123456789012/none','MessageBody':'m'}"
                        + " | SQS.QueueDoesNotExistException | The specified queue does not exist. (Service: AmazonSQS;"
                        + " Status Code: 400; Error Code: AWS.SimpleQueueService.NonExistentQueue; Request ID: #; Proxy:"
                        + " null)",
                "sqs | sendMessage | {'QueueUrl':'https://nowhere','MessageBody':'m'} | SQS.SdkClientException"
                        + " | Unable to execute HTTP request: nowhere: Name or service not known",
                "sns | publish | {'TopicArn':'arn:aws:sns:us-east-1:123456789012:none','Message':'m'}"
                        + " | SNS.NotFoundException | Topic does not exist (Service: AmazonSNS; Status Code: 404; Error Code: NotFound; Request ID: #; Proxy: null)",
                "sns | publish | {'TopicArn':'arn:aws:sns:us-east-1:123456789012:news.fifo','Message':'m'}"
                        + " | SNS.InvalidParameterException | Invalid parameter: The MessageGroupId parameter is required"
                        + " for FIFO topics (Service: AmazonSNS; Status Code: 400; Error Code: InvalidParameter; Request"
                        + " ID: #; Proxy: null)",
                "states | startExecution | {'StateMachineArn':'arn:none'} | StepFunctions.StateMachineDoesNotExistException"
                        + " | none (Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist;"
                        + " Request ID: #; Proxy: null)",
                "aws-sdk:sqs | getQueueUrl | {'QueueName':'none'} | Sqs.QueueDoesNotExistException | The specified queue"
                        + " does not exist. (Service: Sqs, Status Code: 400, Request ID: #) (SDK Attempt Count: 1)",
                "aws-sdk:sfn | sendTaskSuccess | {'TaskToken':'x','Output':'{}'} | Sfn.InvalidTokenException | bad"
                        + " (Service: Sfn, Status Code: 400, Request ID: #) (SDK Attempt Count: 1)",
            })
    void aRefusalFailsTheTaskWithTheErrorOfTheSdk(
            String service, String action, String parameters, String error, String cause) throws Exception {
        RecordedProgress.Failed failed = start(service, action, parameters).failure();

        assertThat(failed.error()).isEqualTo(error);
        assertThat(failed.cause().replaceAll("Request ID: [0-9a-f-]{36}", "Request ID: #"))
                .isEqualTo(cause);
    }

    @Test
    void aMessageIsPublishedToATopic() throws Exception {
        topics.subscribe(
                ACCOUNT.arn("sns", "news"), "sqs", ACCOUNT.arn("sqs", "q"), Map.of("RawMessageDelivery", "true"));

        JsonNode output = start(
                        "sns", "publish", "{'TopicArn':'arn:aws:sns:us-east-1:123456789012:news','Message':{'a':1}}")
                .output();
        time.awaitIdle();

        assertThat(receive().path("Body").asText()).isEqualTo("{\"a\":1}");
        assertThat(output.path("MessageId").asText()).hasSize(36);
        assertThat(output.at("/SdkHttpMetadata/HttpHeaders/Content-Type").asText())
                .isEqualTo("text/xml");
        assertThat(output.at("/SdkHttpMetadata/HttpHeaders/Content-Length").asText())
                .isEqualTo("294");
    }

    @Test
    void anExecutionIsStarted() throws Exception {
        JsonNode output = start(
                        "states",
                        "startExecution",
                        "{'StateMachineArn':'" + MACHINE + "','Input':{'a':1},'Name':'run'}")
                .output();

        assertThat(machines.calls.getFirst().input())
                .isEqualTo(json("{'stateMachineArn':'" + MACHINE + "','name':'run','input':'{\\\"a\\\":1}'}"));
        assertThat(output.path("ExecutionArn").asText()).isEqualTo(EXECUTION);
        assertThat(output.path("StartDate").longValue()).isEqualTo(1_735_689_600_123L);
        assertThat(output.at("/SdkHttpMetadata/HttpStatusCode").asInt()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SYNC | '{\\\"in\\\":1}' | '[1]'",
                "SYNC_2 | {'in':1} | [1]",
            })
    void anExecutionIsAwaited(TaskResource.Pattern pattern, String input, String output) throws Exception {
        RecordedProgress progress = start(
                RecordedProgress.service("states", "startExecution", pattern), "{'StateMachineArn':'" + MACHINE + "'}");

        assertThat(progress.submission().path("ExecutionArn").asText()).isEqualTo(EXECUTION);
        assertThat(progress.hasEnded()).isFalse();
        backends.execution(EXECUTION).complete(execution("'status':'SUCCEEDED','output':'[1]'"));

        assertThat(progress.output())
                .isEqualTo(json("{'ExecutionArn':'" + EXECUTION + "','Input':" + input
                        + ",'InputDetails':{'Included':true},'Name':'run','Output':" + output
                        + ",'StartDate':1735689600123,'StateMachineArn':'" + MACHINE
                        + "','Status':'SUCCEEDED','StopDate':1735689601000}"));
    }

    @Test
    void aFailedExecutionFailsTheTask() throws Exception {
        RecordedProgress progress = start(
                RecordedProgress.service("states", "startExecution", TaskResource.Pattern.SYNC),
                "{'StateMachineArn':'" + MACHINE + "'}");
        backends.execution(EXECUTION).complete(execution("'status':'FAILED','error':'E','cause':'why'"));

        RecordedProgress.Failed failed = progress.failure();

        assertThat(failed.error()).isEqualTo("States.TaskFailed");
        assertThat(Json.parse(failed.cause()))
                .isEqualTo(json("{'Cause':'why','Error':'E','ExecutionArn':'" + EXECUTION
                        + "','Input':'{\\\"in\\\":1}','InputDetails':{'Included':true},'Name':'run',"
                        + "'StartDate':1735689600123,'StateMachineArn':'" + MACHINE
                        + "','Status':'FAILED','StopDate':1735689601000}"));
    }

    @Test
    void anExecutionThatIsNoLongerAwaitedIsStopped() {
        TaskHandle task = integrations.start(
                RecordedProgress.request(
                        RecordedProgress.service("states", "startExecution", TaskResource.Pattern.SYNC),
                        json("{'StateMachineArn':'" + MACHINE + "'}").toString()),
                new RecordedProgress());

        task.cancel();

        assertThat(machines.calls.getLast().operation()).isEqualTo("StopExecution");
        assertThat(machines.calls.getLast().input()).isEqualTo(json("{'executionArn':'" + EXECUTION + "'}"));
    }

    @Test
    void theSdkIntegrationsHaveTheNamesOfTheSdk() throws Exception {
        start("sqs", "sendMessage", "{'QueueUrl':'http://127.0.0.1:4566/123456789012/q','MessageBody':'m'}")
                .output();

        JsonNode received = start(
                        "aws-sdk:sqs",
                        "receiveMessage",
                        "{'QueueUrl':'http://127.0.0.1:4566/123456789012/q','MessageSystemAttributeNames':['SenderId']}")
                .output();
        JsonNode started = start("aws-sdk:sfn", "startExecution", "{'StateMachineArn':'" + MACHINE + "'}")
                .output();

        assertThat(received.at("/Messages/0/Md5OfBody").asText()).isEqualTo("6f8f57715090da2632453988d9a1501b");
        assertThat(received.at("/Messages/0/Attributes/SenderId").asText()).isEqualTo("123456789012");
        assertThat(started)
                .isEqualTo(json("{'ExecutionArn':'" + EXECUTION + "','StartDate':'2025-01-01T00:00:00.123Z'}"));
    }

    @ParameterizedTest
    @CsvSource({
        "MD5OfBody,Md5OfBody",
        "KMSKeyArn,KmsKeyArn",
        "QueueUrl,QueueUrl",
        "DLQArn,DlqArn",
        "ARN,Arn",
        "a,A",
        "executionArn,ExecutionArn"
    })
    void anAcronymAtTheFrontIsOneWord(String api, String sdk) {
        assertThat(SdkNames.ofSdk(api)).isEqualTo(sdk);
    }

    @ParameterizedTest
    @CsvSource({"aws-sdk:s3,getObject", "aws-sdk:sqs,flyAway", "events,putEvents", "dynamodb,getItem"})
    void unsupportedRequestsAreRefusedByName(String service, String action) {
        assertThat(integrations.problem(RecordedProgress.service(service, action)))
                .contains("Resource 'arn:aws:states:::" + service + ":" + action
                        + "' is not supported by this local runtime");
    }

    private RecordedProgress start(String service, String action, String parameters) {
        return start(RecordedProgress.service(service, action), parameters);
    }

    private RecordedProgress start(TaskResource resource, String parameters) {
        RecordedProgress progress = new RecordedProgress();
        integrations.start(RecordedProgress.request(resource, json(parameters).toString()), progress);
        return progress;
    }

    private JsonNode receive() throws Exception {
        AwsCall call = new AwsCall("ReceiveMessage", json("{'QueueUrl':'/q','MessageAttributeNames':['All']}"), "r");
        return queues.call(call)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .path("Messages")
                .path(0);
    }

    private static JsonNode execution(String end) {
        return json("{'executionArn':'" + EXECUTION + "','stateMachineArn':'" + MACHINE
                + "','name':'run','startDate':1735689600.123,'stopDate':1735689601,'input':'{\\\"in\\\":1}',"
                + "'inputDetails':{'included':true},'redriveCount':0," + end + "}");
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    /// Step Functions with one machine.
    private static final class Machines implements AwsService {
        private final List<AwsCall> calls = new ArrayList<>();

        @Override
        public String name() {
            return "states";
        }

        @Override
        public Set<String> operations() {
            return Set.of("StartExecution", "SendTaskSuccess");
        }

        @Override
        public CompletionStage<JsonNode> call(AwsCall call) {
            calls.add(call);
            if (call.operation().equals("SendTaskSuccess")) {
                throw new AwsException(400, "InvalidToken", "bad");
            }
            if (call.input().path("stateMachineArn").asText().equals("arn:none")) {
                throw new AwsException(400, "StateMachineDoesNotExist", "none");
            }
            return CompletableFuture.completedFuture(
                    json("{'executionArn':'" + EXECUTION + "','startDate':1735689600.123}"));
        }
    }
}
