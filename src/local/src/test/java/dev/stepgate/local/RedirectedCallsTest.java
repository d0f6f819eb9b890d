// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.test.WebSocketClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Functions call AWS's own addresses, and the calls arrive here. They post to connections at
/// `https://{domainName}/{stage}`
/// of their events ([Use @connections
/// commands](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html)),
/// and version 2 of the AWS SDK for JavaScript, which Lambda brought until nodejs16.x, does not know `AWS_ENDPOINT_URL`
/// ([SDKs that support service-specific
/// endpoints](https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html)).
class RedirectedCallsTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Api:
                Type: AWS::ApiGatewayV2::Api
                Properties: {Name: chat, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}
              Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Api, StageName: live}}
              Route:
                Type: AWS::ApiGatewayV2::Route
                Properties: {ApiId: !Ref Api, RouteKey: $default, Target: !Sub 'integrations/${Integration}'}
              Integration:
                Type: AWS::ApiGatewayV2::Integration
                Properties:
                  ApiId: !Ref Api
                  IntegrationType: AWS_PROXY
                  IntegrationUri:
                    !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Answer.Arn}/invocations
              Things: {Type: AWS::S3::Bucket, Properties: {BucketName: things}}
              Users: {Type: AWS::Serverless::SimpleTable, Properties: {TableName: users}}
              Answer:
                Type: AWS::Serverless::Function
                Properties: {Runtime: RUNTIME, Handler: app.handler, CodeUri: code, Timeout: 20}
            """;

    /// As the AWS SDK for JavaScript calls `https`.
    private static final String NODE = """
            const call = (host, method, path, headers, body) => new Promise((resolve, reject) => {
              const https = require('https');
              const agent = new https.Agent({ keepAlive: true });
              const service = ['s3', 'dynamodb'].find((name) => host.includes(`${name}.`)) ?? 'execute-api';
              const authorization = `AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/${service}/aws4_request`;
              const all = { host, authorization, 'content-length': body.length, ...headers };
              const request = https.request({ host, method, path, agent, headers: all }, (response) => {
                let text = '';
                response.on('data', (part) => { text += part; });
                response.on('end', () => resolve(text));
              });
              request.on('error', reject);
              request.end(body);
            });
            exports.handler = async ({ requestContext: { domainName, stage, connectionId } }) => {
              const aws = 'us-east-1.amazonaws.com';
              const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.ListTables' };
              const tables = await call(`dynamodb.${aws}`, 'POST', '/', headers, '{}');
              await call(`things.s3.${aws}`, 'PUT', '/note', {}, 'a note');
              const note = await call(`s3.${aws}`, 'GET', '/things/note', {}, '');
              const path = `/${stage}/@connections/${encodeURIComponent(connectionId)}`;
              await call(domainName, 'POST', path, {}, tables + note);
              return { statusCode: 200 };
            };
            """;

    private static final String PYTHON = """
            from urllib.parse import quote
            from botocore.httpsession import URLLib3Session

            class Request:
                headers = {"Authorization": b"AWS4-HMAC-SHA256 ..."}

            def handler(event, _):
                context = event["requestContext"]
                request = Request()
                connection = quote(context["connectionId"], safe="")
                request.url = f"https://{context['domainName']}/{context['stage']}/%40connections/{connection}"
                return {"statusCode": URLLib3Session().send(request)}
            """;

    /// The part of botocore that sends.
    private static final String BOTOCORE = """
            import urllib.request

            class URLLib3Session:
                def send(self, request):
                    return urllib.request.urlopen(request.url, data=b"from python").status
            """;

    @TempDir
    Path folder;

    @Test
    void aNodeFunctionCallsServicesAndAnswersItsClient() throws Exception {
        write("code/app.js", NODE);

        assertThat(answer("nodejs22.x")).isEqualTo("{\"TableNames\":[\"users\"]}a note");
    }

    @Test
    void aPythonFunctionAnswersItsClient() throws Exception {
        write("code/app.py", PYTHON);
        write("code/botocore/__init__.py", "");
        write("code/botocore/httpsession.py", BOTOCORE);

        assertThat(answer("python3.13")).isEqualTo("from python");
    }

    private String answer(String runtime) throws Exception {
        Path template = write("template.yaml", TEMPLATE.replace("RUNTIME", runtime));
        try (LocalRuntime served =
                        LocalRuntime.start(RuntimeOptions.of(template), RuntimeDependencies.real(RuntimeLog.NONE));
                WebSocketClient client = WebSocketClient.open(URI.create(served.api("Api") + "/live"))) {
            client.send("{}");
            return client.next();
        }
    }

    private Path write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(folder.resolve("code/botocore"));
        return Files.writeString(file, text);
    }
}
