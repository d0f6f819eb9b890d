// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the protocols byte by byte, without a client that would correct errors.
class AwsEndpointTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final RecordingService states = new RecordingService("states")
            .answers("StartExecution", "{\"executionArn\":\"arn\",\"startDate\":1.652472014974E9}")
            .answers("StartSyncExecution", "{\"input\":\"{}\",\"inputDetails\":{\"included\":true}}")
            .fails("DescribeExecution", new AwsException(400, "ExecutionDoesNotExist", "Execution Does Not Exist: 'x'"))
            .fails("ListExecutions", new AwsException(400, "ValidationException", "1 validation error detected: ..."))
            .fails("StopExecution", new IllegalStateException("a secret"));
    private final RecordingService sqs = new RecordingService("sqs")
            .answers("SendMessage", "{\"MD5OfMessageBody\":\"m\",\"MessageId\":\"i\"}")
            .answers("CreateQueue", "{\"QueueUrl\":\"http://localhost/1/q\"}")
            .answers(
                    "SendMessageBatch",
                    "{\"Successful\":[{\"Id\":\"a\"}],\"Failed\":[{\"Id\":\"b\",\"SenderFault\":true}]}")
            .answers("GetQueueAttributes", "{\"Attributes\":{\"A\":\"1\",\"B\":\"2\"}}")
            .answers("ReceiveMessage", """
                    {"Messages":[{"Body":"<&\\r\\u0001","Attributes":{"SentTimestamp":"1"},
                    "MessageAttributes":{"n":{"StringValue":"v","DataType":"String"}}}]}""")
            .fails("GetQueueUrl", new AwsException(400, "QueueDoesNotExist", "The specified queue does not exist."));
    private final RecordingService sns = new RecordingService("sns")
            .answers("Publish", "{\"MessageId\":\"i\"}")
            .answers("ListTopics", "{\"Topics\":[{\"TopicArn\":\"a\"},{\"TopicArn\":\"b\"}]}")
            .answers("GetTopicAttributes", "{\"Attributes\":{\"Owner\":\"1\"}}")
            .answers("Subscribe", "{\"SubscriptionArn\":\"s\"}");
    private final RecordingService lambda = new RecordingService("lambda")
            .answers(
                    "Invoke",
                    "{\"StatusCode\":200,\"FunctionError\":\"Unhandled\",\"ExecutedVersion\":\"$LATEST\",\"LogResult\":\"bG9n\",\"Payload\":\"eyJhIjoxfQ==\"}")
            .answers("ListFunctions", "{\"Functions\":[]}")
            .fails("GetFunction", new AwsException(404, "ResourceNotFoundException", "Function not found: f"));
    private final RecordingService connections = new RecordingService("execute-api")
            .answers("PostToConnection", "{}")
            .answers("DeleteConnection", "{}")
            .fails("GetConnection", new AwsException(410, "GoneException", ""));
    private final AwsEndpoint endpoint = new AwsEndpoint(List.of(
            states,
            sqs,
            sns,
            lambda,
            connections,
            new SecurityTokens(new Account("aws", "us-east-1", "123456789012"))));

    @Test
    void answersJsonWithTheOutputUnchanged() {
        HttpResponse response = json("AWSStepFunctions.StartExecution", "{\"stateMachineArn\":\"m\"}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("{\"executionArn\":\"arn\",\"startDate\":1.652472014974E9}");
        assertThat(response.headers().first("Content-Type")).hasValue("application/x-amz-json-1.0");
        assertThat(response.headers().first("x-amzn-RequestId")).hasValue(states.last.requestId());
        assertThat(states.last.operation()).isEqualTo("StartExecution");
        assertThat(states.last.input()).isEqualTo(Json.parse("{\"stateMachineArn\":\"m\"}"));
    }

    /// As shown in mapping templates of a recorded synchronous start.
    @Test
    void namesTheTypeOfTheDetailsOfASynchronousStart() {
        assertThat(json("AWSStepFunctions.StartSyncExecution", "{}").text())
                .isEqualTo("{\"input\":\"{}\",\"inputDetails\":{\"included\":true,"
                        + "\"__type\":\"com.amazonaws.swf.base.model#CloudWatchEventsExecutionDataDetails\"}}");
    }

    /// `Sampled` as in executions that API Gateway started on AWS.
    @ParameterizedTest
    @CsvSource({
        "Root=1-5ff7aee0-c88256b35bd291553e782a18, Root=1-5ff7aee0-c88256b35bd291553e782a18;Sampled=1",
        "Root=1-0-1;Parent=2;Sampled=0, Root=1-0-1;Parent=2;Sampled=0"
    })
    void tracesAnExecutionByTheHeaderFirst(String header, String trace) {
        Headers headers =
                Headers.of("X-Amz-Target", "AWSStepFunctions.StartExecution").plus("X-Amzn-Trace-Id", header);

        answer("POST", "/", headers, "{\"stateMachineArn\":\"m\",\"traceHeader\":\"Root=1-0-3\"}");

        assertThat(states.last.input().path("traceHeader").asText()).isEqualTo(trace);
    }

    @Test
    void answersInTheVersionOfJsonThatWasAskedIn() {
        Headers headers = Headers.of("X-Amz-Target", "AWSStepFunctions.StartExecution")
                .plus("Content-Type", "application/x-amz-json-1.1");

        assertThat(answer("POST", "/", headers, "{}").headers().first("Content-Type"))
                .hasValue("application/x-amz-json-1.1");
    }

    /// Namespaces as the service writes them; clients read the part after the `#`.
    @ParameterizedTest
    @CsvSource({
        "DescribeExecution, com.amazonaws.swf.service.v2.model#ExecutionDoesNotExist",
        "ListExecutions, com.amazon.coral.validate#ValidationException",
        "FlyToTheMoon, com.amazon.coral.service#UnknownOperationException"
    })
    void namesAnErrorOfStepFunctionsWithItsNamespace(String operation, String type) {
        HttpResponse response = json("AWSStepFunctions." + operation, "{}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(Json.parse(response.text()).path("__type").asText()).isEqualTo(type);
        assertThat(Json.parse(response.text()).path("message").asText()).isNotEmpty();
    }

    @Test
    void hidesTheDetailsOfAnInternalFailure() {
        HttpResponse response = json("AWSStepFunctions.StopExecution", "{}");

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.text())
                .isEqualTo("{\"__type\":\"com.amazon.coral.service#InternalFailure\","
                        + "\"message\":\"The call failed; the log says why\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{\"a\":1}{", "\u0000"})
    void refusesABodyThatIsNotAJsonObject(String body) {
        HttpResponse response = json("AWSStepFunctions.StartExecution", body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("com.amazon.coral.service#SerializationException");
    }

    @Test
    void namesAServiceThatIsNotServed() {
        HttpResponse response = json("Logs_20140328.CreateLogGroup", "{}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text())
                .isEqualTo(
                        "{\"__type\":\"UnknownOperationException\",\"message\":\"CreateLogGroup of logs is not served"
                                + " here; the services are execute-api, lambda, sns, sqs, states, sts\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWSStepFunctions", ".", "", "AWSStepFunctions.", "..."})
    void refusesATargetThatNamesNoOperation(String target) {
        assertThat(json(target, "{}").status()).isEqualTo(400);
    }

    @Test
    void givesErrorsOfSqsTheirCodeInTheQueryProtocolToo() {
        HttpResponse response = json("AmazonSQS.GetQueueUrl", "{}");

        assertThat(response.headers().first("x-amzn-query-error"))
                .hasValue("AWS.SimpleQueueService.NonExistentQueue;Sender");
        assertThat(response.text()).contains("com.amazonaws.sqs#QueueDoesNotExist");
    }

    @Test
    void readsListsMapsAndNumbersOfAQuery() {
        form("Action=Publish&Version=2010-03-31&TopicArn=t&Message=a%26b+c&MessageAttributes.entry.1.Name=n"
                + "&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=v");
        assertThat(sns.last.input()).isEqualTo(Json.parse("""
                        {"TopicArn":"t","Message":"a&b c",
                         "MessageAttributes":{"n":{"DataType":"String","StringValue":"v"}}}"""));

        form("Action=Subscribe&Version=2010-03-31&ReturnSubscriptionArn=true&Attributes.entry.2.key=b"
                + "&Attributes.entry.2.value=2&Attributes.entry.1.key=a&Attributes.entry.1.value=1");
        assertThat(sns.last.input())
                .isEqualTo(Json.parse("{\"ReturnSubscriptionArn\":true,\"Attributes\":{\"a\":\"1\",\"b\":\"2\"}}"));

        form("Action=SendMessageBatch&Version=2012-11-05&QueueUrl=q&SendMessageBatchRequestEntry.1.Id=a"
                + "&SendMessageBatchRequestEntry.1.DelaySeconds=5&SendMessageBatchRequestEntry.2.Id=b");
        assertThat(sqs.last.input())
                .isEqualTo(Json.parse(
                        "{\"QueueUrl\":\"q\",\"Entries\":[{\"Id\":\"a\",\"DelaySeconds\":5},{\"Id\":\"b\"}]}"));

        form(
                "Action=CreateQueue&Version=2012-11-05&QueueName=q&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=9");
        assertThat(sqs.last.input())
                .isEqualTo(Json.parse("{\"QueueName\":\"q\",\"Attributes\":{\"VisibilityTimeout\":\"9\"}}"));

        form("Action=ReceiveMessage&Version=2012-11-05&QueueUrl=q&MaxNumberOfMessages=10&AttributeName.1=All");
        assertThat(sqs.last.input())
                .isEqualTo(Json.parse("{\"QueueUrl\":\"q\",\"MaxNumberOfMessages\":10,\"AttributeNames\":[\"All\"]}"));
    }

    @Test
    void theParametersOfASignatureAreNoMembers() {
        form("Action=GetQueueUrl&Version=2012-11-05&QueueName=q&AWSAccessKeyId=a&SignatureVersion=2&Signature=s"
                + "&SignatureMethod=HmacSHA256&Timestamp=t&Expires=e&X-Amz-Security-Token=t");
        assertThat(sqs.last.input()).isEqualTo(Json.parse("{\"QueueName\":\"q\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Publish&TopicArn=a&TopicArn=b",
                "Publish&a=1&a.b=2",
                "Publish&a.b.c.d.e.f.g.h.i.j.k.l.m=1",
                "Publish&Attributes.entry.1.value=v",
            })
    void refusesAQueryOfAnInvalidShape(String action) {
        HttpResponse response = form("Action=" + action + "&Version=2010-03-31");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("<Code>MalformedQueryString</Code>");
    }

    @Test
    void answersAQueryInXml() {
        assertThat(form("Action=Publish&Version=2010-03-31").text())
                .isEqualTo("<?xml version=\"1.0\"?>\n<PublishResponse"
                        + " xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>i</MessageId>"
                        + "</PublishResult><ResponseMetadata><RequestId>" + sns.last.requestId()
                        + "</RequestId></ResponseMetadata></PublishResponse>");
        assertThat(form("Action=ListTopics&Version=2010-03-31").text())
                .contains(
                        "<Topics><member><TopicArn>a</TopicArn></member><member><TopicArn>b</TopicArn></member></Topics>");
        assertThat(form("Action=GetTopicAttributes&Version=2010-03-31").text())
                .contains("<Attributes><entry><key>Owner</key><value>1</value></entry></Attributes>");
    }

    @Test
    void answersAnOldClientOfSqsInFlattenedXml() {
        assertThat(form("Action=GetQueueAttributes&Version=2012-11-05").text())
                .contains("<GetQueueAttributesResult><Attribute><Name>A</Name><Value>1</Value></Attribute>"
                        + "<Attribute><Name>B</Name><Value>2</Value></Attribute></GetQueueAttributesResult>");
        assertThat(form("Action=SendMessageBatch&Version=2012-11-05").text())
                .contains("<SendMessageBatchResultEntry><Id>a</Id></SendMessageBatchResultEntry><BatchResultErrorEntry>"
                        + "<Id>b</Id><SenderFault>true</SenderFault></BatchResultErrorEntry>");
        assertThat(form("Action=ReceiveMessage&Version=2012-11-05").text())
                .contains(
                        "<Message><Body>&lt;&amp;&#xD;\ufffd</Body><Attribute><Name>SentTimestamp</Name><Value>1</Value>"
                                + "</Attribute><MessageAttribute><Name>n</Name><Value><StringValue>v</StringValue>"
                                + "<DataType>String</DataType></Value></MessageAttribute></Message>");
        assertThat(form("Action=GetQueueUrl&Version=2012-11-05").text())
                .contains("<Error><Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>");
    }

    @Test
    void findsTheServiceOfAQueryInItsSignature() {
        Headers headers = Headers.of("Content-Type", FORM)
                .plus(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/sts/aws4_request, Signature=x");

        assertThat(answer("POST", "/", headers, "Action=GetCallerIdentity").text())
                .contains("<Arn>arn:aws:iam::123456789012:root</Arn>", "<Account>123456789012</Account>");
    }

    @Test
    void answersTheGatewayInJsonAndTakesTheQueueFromThePath() {
        Headers headers = Headers.of("Content-Type", FORM).plus("Accept", "application/json");
        HttpRequest request = HttpRequest.of(
                "POST",
                "/123456789012/q",
                headers,
                "Action=SendMessage&MessageBody=b".getBytes(StandardCharsets.UTF_8));

        HttpResponse response =
                endpoint.call("sqs", request).toCompletableFuture().join();

        JsonNode root = Json.parse(response.text());
        assertThat(root.at("/SendMessageResponse/SendMessageResult/MessageId").asText())
                .isEqualTo("i");
        assertThat(root.at("/SendMessageResponse/ResponseMetadata/RequestId").asText())
                .isEqualTo(sqs.last.requestId());
        assertThat(sqs.last.input().path("QueueUrl").asText()).endsWith("/123456789012/q");
    }

    @Test
    void invokesAFunction() {
        Headers headers = Headers.of("X-Amz-Invocation-Type", "RequestResponse")
                .plus("X-Amz-Log-Type", "Tail")
                .plus("X-Amz-Client-Context", "e30=");
        String path = "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Af/invocations";

        HttpResponse response = answer("POST", path + "?Qualifier=live", headers, "{\"x\":1}");

        assertThat(lambda.last.input()).isEqualTo(Json.parse("""
                        {"FunctionName":"arn:aws:lambda:us-east-1:123456789012:function:f","Qualifier":"live",
                         "InvocationType":"RequestResponse","LogType":"Tail","ClientContext":"e30=","Payload":"%s"}""".formatted(base64("{\"x\":1}"))));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("{\"a\":1}");
        assertThat(response.headers().first("X-Amz-Function-Error")).hasValue("Unhandled");
        assertThat(response.headers().first("X-Amz-Log-Result")).hasValue("bG9n");
        assertThat(response.headers().first("X-Amz-Executed-Version")).hasValue("$LATEST");
    }

    @Test
    void describesFunctionsAndRefusesOtherOperationsOfLambda() {
        assertThat(get("/2015-03-31/functions/").text()).isEqualTo("{\"Functions\":[]}");
        HttpResponse unknown = get("/2015-03-31/functions/f");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.headers().first("x-amzn-ErrorType")).hasValue("ResourceNotFoundException");
        assertThat(unknown.text()).isEqualTo("{\"Type\":\"User\",\"Message\":\"Function not found: f\"}");
        HttpResponse other = answer("DELETE", "/2015-03-31/functions/f", Headers.none(), "");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.text()).contains("lambda has no operation DELETE /2015-03-31/functions/f here");
    }

    @Test
    void managesConnectionsWithAndWithoutAStage() {
        HttpResponse posted = answer("POST", "/api/@connections/L0SM9cOFvHcCIhw%3D", Headers.none(), "hi");
        assertThat(posted.status()).isEqualTo(200);
        assertThat(posted.body()).isEmpty();
        assertThat(connections.last.input())
                .isEqualTo(Json.parse("{\"ConnectionId\":\"L0SM9cOFvHcCIhw=\",\"Stage\":\"api\",\"Data\":\"aGk=\"}"));

        assertThat(answer("DELETE", "/%40connections/c", Headers.none(), "").status())
                .isEqualTo(204);
        assertThat(connections.last.input()).isEqualTo(Json.parse("{\"ConnectionId\":\"c\"}"));

        HttpResponse gone = get("/api/@connections/c");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.headers().first("x-amzn-ErrorType")).hasValue("GoneException");
        assertThat(gone.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/favicon.ico", "/bucket/key", "/2015-03-31/functionsx"})
    void explainsWhatItServesToARequestThatIsNotACall(String path) {
        HttpResponse response = get(path);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text())
                .contains("expected the header X-Amz-Target, a parameter Action, or a path of Lambda or @connections");
    }

    private HttpResponse json(String target, String body) {
        return answer("POST", "/", Headers.of("X-Amz-Target", target), body);
    }

    private HttpResponse form(String body) {
        return answer("POST", "/", Headers.of("Content-Type", FORM + "; charset=utf-8"), body);
    }

    private HttpResponse get(String path) {
        return answer("GET", path, Headers.none(), "");
    }

    private HttpResponse answer(String method, String target, Headers headers, String body) {
        return endpoint.handle(HttpRequest.of(method, target, headers, body.getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .join();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
