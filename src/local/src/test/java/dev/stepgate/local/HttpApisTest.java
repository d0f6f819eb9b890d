// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.TestIssuer;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.FunctionProject;
import dev.stepgate.local.log.RuntimeLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HTTP APIs from the text of a template to requests over a socket (API Gateway Developer Guide, "HTTP APIs";
/// SAM specification, AWS::Serverless::HttpApi).
class HttpApisTest {
    @TempDir
    private static Path folder;

    private static TestIssuer issuer;
    private static LocalRuntime runtime;
    private static HttpClient client;

    @BeforeAll
    static void start() throws IOException {
        try (FunctionProject project = new FunctionProject(folder)) {
            project.source(
                    "public class Echo { public Map<String, Object> handle(Map<String, Object> event) { return event; } }");
            project.source("""
                    public class Door { public Map<String, Object> handle(Map<String, Object> event) {
                      boolean known = ((Map<?, ?>) event.get("headers")).get("x-key").equals("secret");
                      return Map.of("isAuthorized", known, "context", Map.of("level", 7)); } }""");
        }
        issuer = new TestIssuer();
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE.replace("ISSUER", issuer.url()));
        client = HttpClient.newHttpClient();
        runtime = LocalRuntime.start(
                RuntimeOptions.of(folder.resolve("template.yaml")), RuntimeDependencies.real(RuntimeLog.NONE));
    }

    @AfterAll
    static void stop() {
        runtime.close();
        client.close();
        issuer.close();
    }

    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function: {Runtime: java25, CodeUri: classes}
            Resources:
              Echo:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: Echo::handle
                  Events:
                    Rest: {Type: HttpApi}
                    One: {Type: HttpApi, Properties: {Path: "/users/{id}", Method: get}}
                    Guarded: {Type: HttpApi, Properties: {ApiId: !Ref Guarded, Path: /guarded, Method: get}}
                    Asked: {Type: HttpApi, Properties: {ApiId: !Ref Guarded, Path: /asked, Method: get, Auth: {Authorizer: Door}}}
                    Old: {Type: HttpApi, Properties: {ApiId: !Ref Guarded, Path: "/old/{id}", Method: any, PayloadFormatVersion: '1.0', Auth: {Authorizer: NONE}}}
              Door:
                Type: AWS::Serverless::Function
                Properties: {Handler: Door::handle}
              Guarded:
                Type: AWS::Serverless::HttpApi
                Properties:
                  StageName: prod
                  CorsConfiguration: {AllowOrigins: ["https://a"], AllowMethods: [GET]}
                  Auth:
                    DefaultAuthorizer: Token
                    Authorizers:
                      Token:
                        AuthorizationScopes: [read]
                        IdentitySource: $request.header.Authorization
                        JwtConfiguration: {issuer: "ISSUER", audience: [app]}
                      Door:
                        FunctionArn: !GetAtt Door.Arn
                        AuthorizerPayloadFormatVersion: '2.0'
                        EnableSimpleResponses: true
                        Identity: {Headers: [X-Key]}
              Greet:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Type: EXPRESS
                  Definition: {StartAt: Say, States: {Say: {Type: Pass, End: true}}}
              Through:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Definition:
                    StartAt: Call
                    States:
                      Call:
                        Type: Task
                        Resource: arn:aws:states:::apigateway:invoke
                        Parameters:
                          ApiEndpoint: !Sub '${ServerlessHttpApi}.execute-api.${AWS::Region}.amazonaws.com'
                          Method: GET
                          Path: /users/9
                        OutputPath: $.ResponseBody.pathParameters.id
                        End: true
              Letters:
                Type: AWS::SQS::Queue
              Plain:
                Type: AWS::ApiGatewayV2::Api
                Properties: {Name: plain, ProtocolType: HTTP}
              PlainStage:
                Type: AWS::ApiGatewayV2::Stage
                Properties: {ApiId: !Ref Plain, StageName: $default, AutoDeploy: true}
              PlainBeta:
                Type: AWS::ApiGatewayV2::Stage
                Properties: {ApiId: !Ref Plain, StageName: beta, AutoDeploy: true, StageVariables: {who: beta}}
              Start:
                Type: AWS::ApiGatewayV2::Route
                Properties: {ApiId: !Ref Plain, RouteKey: POST /greet, Target: !Sub 'integrations/${StartGreet}'}
              StartGreet:
                Type: AWS::ApiGatewayV2::Integration
                Properties:
                  ApiId: !Ref Plain
                  IntegrationType: AWS_PROXY
                  IntegrationSubtype: StepFunctions-StartSyncExecution
                  PayloadFormatVersion: '1.0'
                  RequestParameters: {StateMachineArn: !Ref Greet, Input: $request.body}
              Send:
                Type: AWS::ApiGatewayV2::Route
                Properties: {ApiId: !Ref Plain, RouteKey: POST /letters, Target: !Sub 'integrations/${SendLetter}'}
              SendLetter:
                Type: AWS::ApiGatewayV2::Integration
                Properties:
                  ApiId: !Ref Plain
                  IntegrationType: AWS_PROXY
                  IntegrationSubtype: SQS-SendMessage
                  PayloadFormatVersion: '1.0'
                  RequestParameters: {QueueUrl: !Ref Letters, MessageBody: $request.body.text}
              Onward:
                Type: AWS::ApiGatewayV2::Route
                Properties: {ApiId: !Ref Plain, RouteKey: ANY /onward, Target: !Sub 'integrations/${Forward}'}
              Forward:
                Type: AWS::ApiGatewayV2::Integration
                Properties:
                  ApiId: !Ref Plain
                  IntegrationType: HTTP_PROXY
                  IntegrationMethod: GET
                  IntegrationUri: !Sub 'https://${ServerlessHttpApi}.execute-api.${AWS::Region}.amazonaws.com/users/8'
                  PayloadFormatVersion: '1.0'
                  RequestParameters: {overwrite:querystring.who: $stageVariables.who}
                  ResponseParameters: {'200': {ResponseParameters: [{Destination: overwrite:statuscode, Source: '201'}]}}
              Quick:
                Type: AWS::ApiGatewayV2::Api
                Properties: {Name: quick, ProtocolType: HTTP, Target: !GetAtt Echo.Arn}
            Outputs:
              Users: {Value: !Sub 'https://${ServerlessHttpApi}.execute-api.${AWS::Region}.amazonaws.com/users/1'}
              Quick: {Value: !GetAtt Quick.ApiEndpoint}
            """;

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Json.parse(response.body());
    }

    private static String output(String name) {
        return runtime.template().outputs().stream()
                .filter(output -> output.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void anEventWithoutAnApiBecomesARouteOfTheImplicitApi() throws Exception {
        HttpResponse<String> response = send(request(output("Users") + "?q=1"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(output("Users")).startsWith(runtime.api("ServerlessHttpApi"));
        assertThat(json(response).path("routeKey").asText()).isEqualTo("GET /users/{id}");
        assertThat(json(response).path("rawPath").asText()).isEqualTo("/users/1");
        assertThat(json(response).at("/requestContext/stage").asText()).isEqualTo("$default");
        assertThat(response.headers().firstValue("apigw-requestid")).isPresent();
    }

    @Test
    void anEventWithoutAPathReceivesEveryOtherRequest() throws Exception {
        HttpResponse<String> response = send(request(runtime.api("ServerlessHttpApi") + "/any/where")
                .method("PATCH", BodyPublishers.ofString("text")));

        assertThat(json(response).path("routeKey").asText()).isEqualTo("$default");
        assertThat(json(response).path("body").asText()).isEqualTo("text");
    }

    @Test
    void aTokenOfTheIssuerOpensItsRoutes() throws Exception {
        String url = runtime.api("Guarded") + "/prod/guarded";
        String good = issuer.token(Instant.now(), Map.of("scope", "read"));
        String poor = issuer.token(Instant.now(), Map.of("scope", "write"));

        HttpResponse<String> admitted = send(request(url).header("Authorization", "Bearer " + good));
        HttpResponse<String> forbidden = send(request(url).header("Authorization", "Bearer " + poor));
        HttpResponse<String> nobody = send(request(url).header("Origin", "https://a"));

        assertThat(json(admitted)
                        .at("/requestContext/authorizer/jwt/claims/sub")
                        .asText())
                .isEqualTo("me");
        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(nobody.headers().firstValue("access-control-allow-origin")).contains("https://a");
    }

    @Test
    void aFunctionOpensItsRoutes() throws Exception {
        String url = runtime.api("Guarded") + "/prod/asked";

        HttpResponse<String> admitted = send(request(url).header("X-Key", "secret"));
        HttpResponse<String> forbidden = send(request(url).header("X-Key", "guess"));
        HttpResponse<String> nobody = send(request(url));

        assertThat(json(admitted).at("/requestContext/authorizer/lambda/level").asInt())
                .isEqualTo(7);
        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(nobody.statusCode()).isEqualTo(401);
    }

    @Test
    void anotherPayloadFormatHasAnotherAnswer() throws Exception {
        HttpResponse<String> response = send(request(runtime.api("Guarded") + "/prod/old/1"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void aPathOutsideTheStageIsNotFound() throws Exception {
        HttpResponse<String> response = send(request(runtime.api("Guarded") + "/guarded"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).startsWith("{\"message\":\"Not Found\",");
    }

    @Test
    void aPreflightNeedsNoToken() throws Exception {
        HttpResponse<String> response = send(request(runtime.api("Guarded") + "/prod/guarded")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://a")
                .header("Access-Control-Request-Method", "GET"));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("access-control-allow-methods"))
                .contains("GET");
    }

    @Test
    void aRouteStartsAnExecutionAndAnswersItsOutput() throws Exception {
        HttpResponse<String> response =
                send(request(runtime.api("Plain") + "/greet").POST(BodyPublishers.ofString("{\"a\": 1}")));

        assertThat(json(response).path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(Json.parse(json(response).path("output").asText())).isEqualTo(Json.parse("{\"a\": 1}"));
    }

    /// The XML answer of the query protocol is shown in READMEs of public samples of SQS-SendMessage.
    @Test
    void aRouteSendsAMessage() throws Exception {
        HttpResponse<String> sent =
                send(request(runtime.api("Plain") + "/letters").POST(BodyPublishers.ofString("{\"text\": \"hello\"}")));

        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(sent.body())
                .contains("<SendMessageResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">")
                .contains("<MD5OfMessageBody>5d41402abc4b2a76b9719d911017c592</MD5OfMessageBody>");
    }

    @Test
    void aStageWithAPrefixHasItsOwnVariables() throws Exception {
        HttpResponse<String> response = send(request(runtime.api("Plain") + "/beta/onward"));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(json(response).at("/queryStringParameters/who").asText()).isEqualTo("beta");
        assertThat(json(response).at("/pathParameters/id").asText()).isEqualTo("8");
    }

    @Test
    void quickCreateServesOneFunction() throws Exception {
        HttpResponse<String> response = send(request(output("Quick") + "/x"));

        assertThat(json(response).path("routeKey").asText()).isEqualTo("$default");
    }

    @Test
    void aStateMachineCallsTheApiByItsHostName() throws Exception {
        JsonNode started = runtime.call(
                        "states",
                        "StartExecution",
                        Json.parse(
                                "{\"stateMachineArn\":\"arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-Through\"}"))
                .toCompletableFuture()
                .join();

        JsonNode ended = runtime.endOfExecution(started.path("executionArn").asText())
                .toCompletableFuture()
                .join();

        assertThat(ended.path("output").asText()).isEqualTo("\"9\"");
    }
}
