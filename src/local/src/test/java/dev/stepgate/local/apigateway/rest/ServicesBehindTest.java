// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsEndpoint;
import dev.stepgate.local.dynamodb.TestTables;
import dev.stepgate.local.events.EventBridge;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.s3.Buckets;
import dev.stepgate.local.s3.S3Endpoint;
import dev.stepgate.local.secretsmanager.Secrets;
import dev.stepgate.local.ssm.Parameters;
import dev.stepgate.local.targets.ServiceTargets;
import dev.stepgate.local.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Integrations of the type AWS in front of the real services of this JVM: actions in the JSON protocol
/// ([DynamoDB as a
/// proxy](https://aws.amazon.com/blogs/compute/using-amazon-api-gateway-as-a-proxy-for-dynamodb/)), and S3 by
/// its paths ([S3
/// proxy](https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-s3.html)).
class ServicesBehindTest {
    private static final Account ACCOUNT = new Account("aws", "us-east-1", "123456789012");

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final Supplier<String> uuids = () -> UUID.randomUUID().toString();
    private final TestTables tables = new TestTables(time).create("items", "'id':'S'", "id");
    private final Buckets buckets = new Buckets(ACCOUNT, time, uuids);
    private final AwsEndpoint endpoint = new AwsEndpoint(
            List.of(
                    tables.tables,
                    new S3Endpoint(buckets, uuids),
                    new EventBridge(ACCOUNT, new ServiceTargets(_ -> Optional.empty(), uuids), time, uuids),
                    new Parameters(ACCOUNT, time),
                    new Secrets(ACCOUNT, time, uuids, new Random(1))),
            uuids);

    @Test
    void anItemIsPutByATemplate() {
        TestApi api = action("dynamodb:action/PutItem", """
                {"TableName": "items", "Item": {"id": {"S": "$context.requestId"}, "text": {"S": "$input.path('$.text')"}}}""");

        HttpResponse response = api.post("/x", "application/json", "{\"text\":\"hello\"}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("{}");
        assertThat(tables.get("items", "{'id':{'S':'request-1'}}").at("/text/S").asText())
                .isEqualTo("hello");
    }

    @Test
    void aRefusalOfDynamoDbIsSelectedByItsStatus() {
        TestApi api = action("dynamodb:action/GetItem", "{\"TableName\": \"none\", \"Key\": {\"id\": {\"S\": \"1\"}}}");

        HttpResponse response = api.post("/x", "application/json", "{}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(Json.parse(response.text()).path("__type").asText())
                .isEqualTo("com.amazonaws.dynamodb.v20120810#ResourceNotFoundException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "events:action/PutEvents | {'Entries':[{'Source':'s','DetailType':'d','Detail':'{}'}]} | /FailedEntryCount | 0",
                "secretsmanager:action/CreateSecret | {'Name':'s','SecretString':'v'} | /Name | s",
            })
    void anActionIsCalledInTheJsonProtocol(String action, String input, String pointer, String expected) {
        HttpResponse response = action(action, null).post("/x", "application/json", input.replace('\'', '"'));

        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(Json.parse(response.text()).at(pointer).asText()).isEqualTo(expected);
    }

    /// As recorded by test_ssm_aws_integration of localstack/localstack.
    @Test
    void anActionOfParameterStoreIsAQuery() {
        endpoint.call(
                "ssm",
                HttpRequest.of(
                        "POST", "/?Action=PutParameter&Name=p&Value=123&Type=String", Headers.none(), new byte[0]));
        TestApi api = served(TestApi.ofMethod("""
                'x-amazon-apigateway-integration': {type: 'aws', httpMethod: 'POST', passthroughBehavior: 'when_no_templates',
                  uri: 'arn:aws:apigateway:us-east-1:ssm:action/GetParameter',
                  requestParameters: {'integration.request.querystring.Name': "'p'"},
                  responses: {default: {statusCode: '200'}}}"""));

        JsonNode parameter = Json.parse(api.post("/x", "application/json", "").text())
                .at("/GetParameterResponse/GetParameterResult/Parameter");

        assertThat(parameter.path("Value").asText()).isEqualTo("123");
        assertThat(parameter.path("Version").asInt()).isEqualTo(1);
        assertThat(parameter.path("Selector").isNull()).isTrue();
        assertThat(parameter.path("SourceResult").isNull()).isTrue();
    }

    @Test
    void objectsAreServedByTheirPaths() {
        buckets.create("photos", Json.parse("{}"));
        TestApi api = objects();

        assertThat(call(api, "PUT", "image").status()).isEqualTo(200);
        HttpResponse got = call(api, "GET", "");
        HttpResponse head = call(api, "HEAD", "");

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.text()).isEqualTo("image");
        assertThat(got.headers().first("Content-Type")).contains("text/plain");
        assertThat(head.status()).isEqualTo(200);
        assertThat(call(api, "DELETE", "").status()).isEqualTo(204);
        HttpResponse gone = call(api, "GET", "");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.text()).contains("<Code>NoSuchKey</Code>");
    }

    private TestApi action(String target, @Nullable String template) {
        String templates = template == null
                ? ""
                : "requestTemplates: {'application/json': " + Json.mapper().valueToTree(template) + "},";
        return served(TestApi.ofMethod("'x-amazon-apigateway-integration': {type: 'aws', httpMethod: 'POST',"
                + " uri: 'arn:aws:apigateway:us-east-1:" + target + "', " + templates
                + "responses: {default: {statusCode: '200'}, '4\\\\d{2}': {statusCode: '400'}}}"));
    }

    private TestApi objects() {
        JsonNode document = TestApi.json("{openapi: '3.0.1', paths: {'/{bucket}/{key}': {}}}");
        for (String method : List.of("get", "put", "delete", "head")) {
            document.withObject("/paths/~1{bucket}~1{key}")
                    .set(method, TestApi.json("""
                    {responses: {'200': {headers: {'Content-Type': {}}}, '204': {}, '404': {}}, 'x-amazon-apigateway-integration': {
                      type: 'aws', httpMethod: 'METHOD', uri: 'arn:aws:apigateway:us-east-1:s3:path/{bucket}/{key}',
                      requestParameters: {
                        'integration.request.path.bucket': 'method.request.path.bucket',
                        'integration.request.path.key': 'method.request.path.key',
                        'integration.request.header.Content-Type': 'method.request.header.Content-Type'},
                      responses: {
                        '200': {statusCode: '200', responseParameters: {
                          'method.response.header.Content-Type': 'integration.response.header.Content-Type'}},
                        '204': {statusCode: '204'}, '404': {statusCode: '404'}}}}""".replace("METHOD", method.toUpperCase(Locale.ROOT))));
        }
        return served(TestApi.of(document.toString()));
    }

    private TestApi served(TestApi api) {
        return api.answering(request -> endpoint.call(request.service(), request.http())
                .toCompletableFuture()
                .join());
    }

    private static HttpResponse call(TestApi api, String method, String body) {
        return api.call(HttpRequest.of(
                method,
                "/test/photos/a%20b.txt",
                Headers.of("Content-Type", "text/plain"),
                body.getBytes(StandardCharsets.UTF_8)));
    }
}
