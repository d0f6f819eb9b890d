// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Integrations of the three kinds of APIs with services that run elsewhere. The requests are those of the services'
/// API models; `AppConfig-GetConfiguration` and `Kinesis-PutRecord` are rows of [the
/// reference](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html).
class UpstreamApiTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Rest:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
                  DefinitionBody:
                    openapi: 3.0.1
                    info: {title: x, version: '1'}
                    paths:
                      /record:
                        post:
                          x-amazon-apigateway-integration:
                            type: aws
                            httpMethod: POST
                            uri: arn:aws:apigateway:us-east-1:kinesis:action/PutRecord
                            requestTemplates:
                              application/json: '{"StreamName":"s","Data":"$util.base64Encode($input.body)"}'
                            responses:
                              default:
                                statusCode: '200'
                                responseTemplates: {application/json: '{"at":$input.json("$.SequenceNumber")}'}
                              '4\\d\\d': {statusCode: '409'}
                          responses: {'200': {description: ok}, '409': {description: no}}
                      /jobs/{id}:
                        get:
                          parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                          x-amazon-apigateway-integration:
                            type: aws
                            httpMethod: GET
                            uri: arn:aws:apigateway:us-east-1:eks:path/clusters/{id}
                            requestParameters: {integration.request.path.id: method.request.path.id}
                            responses: {default: {statusCode: '200'}}
                          responses: {'200': {description: ok}}
              Http:
                Type: AWS::Serverless::HttpApi
                Properties:
                  DefinitionBody:
                    openapi: 3.0.1
                    info: {title: x, version: '1'}
                    paths:
                      /record:
                        post:
                          x-amazon-apigateway-integration:
                            type: aws_proxy
                            integrationSubtype: Kinesis-PutRecord
                            payloadFormatVersion: '1.0'
                            requestParameters: {StreamName: s, Data: $request.body.data, PartitionKey: $request.body.key}
                      /configuration:
                        get:
                          x-amazon-apigateway-integration:
                            type: aws_proxy
                            integrationSubtype: AppConfig-GetConfiguration
                            payloadFormatVersion: '1.0'
                            requestParameters:
                              {Application: shop, Environment: a b, Configuration: c, ClientId: $request.querystring.me}
              Chat:
                Type: AWS::ApiGatewayV2::Api
                Properties: {Name: chat, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}
              Put:
                Type: AWS::ApiGatewayV2::Integration
                Properties:
                  ApiId: !Ref Chat
                  IntegrationType: AWS
                  IntegrationMethod: POST
                  IntegrationUri: arn:aws:apigateway:us-east-1:kinesis:action/PutRecord
                  TemplateSelectionExpression: \\$default
                  RequestTemplates: {$default: '{"StreamName":"s","Data":$input.json("$.data")}'}
              Answer:
                Type: AWS::ApiGatewayV2::IntegrationResponse
                Properties: {ApiId: !Ref Chat, IntegrationId: !Ref Put, IntegrationResponseKey: $default}
              Route:
                Type: AWS::ApiGatewayV2::Route
                Properties:
                  ApiId: !Ref Chat
                  RouteKey: put
                  RouteResponseSelectionExpression: $default
                  Target: !Sub integrations/${Put}
              RouteResponse:
                Type: AWS::ApiGatewayV2::RouteResponse
                Properties: {ApiId: !Ref Chat, RouteId: !Ref Route, RouteResponseKey: $default}
              Live:
                Type: AWS::ApiGatewayV2::Stage
                Properties: {ApiId: !Ref Chat, StageName: live, AutoDeploy: true}
            """;

    @TempDir
    private Path folder;

    private ServiceElsewhere elsewhere;
    private TemplateRun run;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException {
        elsewhere = new ServiceElsewhere();
        run = new TemplateRun(
                folder,
                TEMPLATE,
                Map.of("kinesis", elsewhere.url(), "eks", elsewhere.url(), "appconfig", elsewhere.url()));
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        client.close();
        run.close();
        elsewhere.close();
    }

    private String answer(String method, String api, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(run.runtime().api(api) + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        var response = client.send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    @Test
    void noIntegrationIsLeftThatIsNotHere() {
        assertThat(run.runtime().template().remarks().notHere()).isEmpty();
    }

    @Test
    void anActionOfARestApiGoesOutWithItsTemplates() throws Exception {
        elsewhere.answering("PutRecord", "{'SequenceNumber':'7'}");

        assertThat(answer("POST", "Rest", "/v1/record", "hello")).isEqualTo("200 {\"at\":\"7\"}");
        assertThat(elsewhere.asked()).containsExactly("PutRecord {\"StreamName\":\"s\",\"Data\":\"aGVsbG8=\"}");
    }

    @Test
    void theStatusOfTheServiceSelectsTheResponse() throws Exception {
        elsewhere.answering("PutRecord", "{'__type':'ResourceNotFoundException','message':'no stream'}");

        assertThat(answer("POST", "Rest", "/v1/record", "hello")).startsWith("409 ");
    }

    @Test
    void aPathOfARestApiIsThatOfTheServicesRestApi() throws Exception {
        elsewhere.answering("/clusters/dev", "{'cluster':{'name':'dev'}}");

        assertThat(answer("GET", "Rest", "/v1/jobs/dev", "")).isEqualTo("200 {\"cluster\":{\"name\":\"dev\"}}");
        assertThat(elsewhere.asked()).containsExactly("GET /clusters/dev ");
    }

    @Test
    void anHttpApiPutsRecords() throws Exception {
        elsewhere.answering("PutRecord", "{'SequenceNumber':'7'}");

        assertThat(answer("POST", "Http", "/record", "{\"data\":\"aGVsbG8=\",\"key\":\"k\"}"))
                .isEqualTo("200 {\"SequenceNumber\":\"7\"}");
        assertThat(elsewhere.asked())
                .containsExactly("PutRecord {\"StreamName\":\"s\",\"Data\":\"aGVsbG8=\",\"PartitionKey\":\"k\"}");
    }

    @Test
    void anHttpApiGetsAConfiguration() throws Exception {
        elsewhere.answering("/applications/shop/environments/a b/configurations/c", "{'dark':true}");

        assertThat(answer("GET", "Http", "/configuration?me=anna", "")).isEqualTo("200 {\"dark\":true}");
        assertThat(elsewhere.asked())
                .containsExactly("GET /applications/shop/environments/a%20b/configurations/c?client_id=anna ");
    }

    @Test
    void aMessageOfAWebSocketGoesOut() {
        elsewhere.answering("PutRecord", "{'SequenceNumber':'7'}");
        CompletableFuture<String> received = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(run.runtime().api("Chat") + "/live"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        received.complete(data.toString());
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .join();

        socket.sendText("{\"action\":\"put\",\"data\":\"aGVsbG8=\"}", true).join();

        assertThat(received.join()).isEqualTo("{\"SequenceNumber\":\"7\"}");
        assertThat(elsewhere.asked()).containsExactly("PutRecord {\"StreamName\":\"s\",\"Data\":\"aGVsbG8=\"}");
        socket.abort();
    }
}
