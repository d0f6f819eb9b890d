// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.apigateway.EchoServer;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// HTTP endpoints behind an API. The headers on both sides are as recorded from the real service; the cases are
/// our own.
class HttpIntegrationTest {
    private EchoServer server;

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestApi api(String integration) {
        return TestApi.of("""
                {openapi: '3.0.1', paths: {'/x/{id}': {post: {responses: {'200': {}, '404': {}},
                  'x-amazon-apigateway-integration': {INTEGRATION}}}}}""".replace("INTEGRATION", integration.replace("SERVER", server.address())));
    }

    private static HttpResponse post(TestApi api, String target, String body) {
        Headers headers = Headers.of(List.of(
                new Header("Content-Type", "application/json"),
                new Header("Accept", "application/xml"),
                new Header("User-Agent", "test"),
                new Header("Connection", "close"),
                new Header("X-In", "in")));
        return api.call(HttpRequest.of("POST", "/test" + target, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    private String sent(String header) {
        return String.join(",", server.asked.getLast().headers().getOrDefault(header, List.of()));
    }

    @Test
    void aRequestIsMappedAndTheAnswerToo() {
        TestApi api = api("""
                type: 'http', httpMethod: 'PUT', uri: 'SERVER/raw/{key}?fixed=1',
                requestParameters: {'integration.request.path.key': 'method.request.path.id',
                  'integration.request.querystring.q': 'method.request.querystring.q',
                  'integration.request.header.X-Out': 'method.request.header.X-In'},
                requestTemplates: {'application/json': '{"sent": $input.json("$.a")}'},
                responses: {default: {statusCode: '200', responseTemplates: {'application/json': '<$input.json("$.sent")>'}}}""");

        HttpResponse response = post(api, "/x/k%20k?q=1%262&r=3", "{\"a\": [1]}");

        assertThat(response.text()).isEqualTo("<[1]>");
        EchoServer.Asked asked = server.asked.getLast();
        assertThat(asked.method()).isEqualTo("PUT");
        assertThat(asked.uri()).isEqualTo("/raw/k%20k?fixed=1&q=1%262");
        assertThat(sent("X-out")).isEqualTo("in");
        assertThat(sent("Accept")).isEqualTo("application/json");
        assertThat(sent("User-agent")).isEqualTo("AmazonAPIGateway_api1234567");
        assertThat(sent("X-amzn-apigateway-api-id")).isEqualTo("api1234567");
        assertThat(sent("X-in")).isEmpty();
        assertThat(sent("X-amzn-trace-id")).startsWith("Root=1-");
    }

    /// Recorded in `test_apigateway_integrations.py::test_apigateway_header_remapping_http` of localstack/localstack.
    @Test
    void aRequestWithoutABodyHasNoContentType() {
        TestApi api =
                api("type: 'http', httpMethod: 'GET', uri: 'SERVER/raw/1', responses: {default: {statusCode: '200'}}");

        post(api, "/x/1", "");

        assertThat(sent("Content-type")).isEmpty();
    }

    @Test
    void aProxyPassesEverythingBothWays() {
        TestApi api = api("""
                type: 'http_proxy', httpMethod: 'ANY', uri: 'SERVER/raw/{key}',
                requestParameters: {'integration.request.path.key': 'method.request.path.id',
                  'integration.request.querystring.q': 'method.request.path.id',
                  'integration.request.header.X-In': "'mapped'"}""");

        HttpResponse response = post(api, "/x/7?q=1&r=3", "any body");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("any body");
        assertThat(response.headers().first("X-Answered-By")).contains("echo");
        assertThat(response.headers().fields()).extracting(Header::name).contains("x-amzn-Remapped-date");
        assertThat(response.headers().first("x-amzn-Remapped-x-amzn-RequestId")).contains("its-own");
        assertThat(response.headers().all("x-amzn-RequestId")).containsExactly("request-1");
        assertThat(sent("X-amzn-apigateway-api-id")).isEqualTo("api1234567");
        EchoServer.Asked asked = server.asked.getLast();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.uri()).isEqualTo("/raw/7?q=1&q=7&r=3");
        assertThat(sent("X-in")).isEqualTo("mapped");
        assertThat(sent("Accept")).isEqualTo("application/xml");
        assertThat(sent("User-agent")).isEqualTo("test");
    }

    @Test
    void theStatusOfAProxiedEndpointIsTheClients() {
        TestApi api = api("type: 'http_proxy', httpMethod: 'POST', uri: 'SERVER/status/404'");

        assertThat(post(api, "/x/1", "").status()).isEqualTo(404);
    }

    @Test
    void theStatusOfAnEndpointChoosesTheResponse() {
        TestApi api = api("""
                type: 'http', httpMethod: 'POST', uri: 'SERVER/status/409',
                responses: {default: {statusCode: '200'}, '4\\\\d\\\\d': {statusCode: '404'}}""");

        assertThat(post(api, "/x/1", "x").status()).isEqualTo(404);
    }

    @Test
    void anEndpointThatIsNotThereIsAnIntegrationFailure() {
        TestApi api = api("type: 'http_proxy', httpMethod: 'POST', uri: 'http://127.0.0.1:1/'");

        HttpResponse response = post(api, "/x/1", "");

        assertThat(response.status()).isEqualTo(504);
        assertThat(response.text()).isEqualTo("{\"message\":\"Network error communicating with endpoint\"}");
    }

    @Test
    void aHostileParameterStaysOneSegmentOfThePath() {
        TestApi api = api("""
                type: 'http_proxy', httpMethod: 'POST', uri: 'SERVER/raw/{key}',
                requestParameters: {'integration.request.path.key': 'method.request.path.id'}""");

        post(api, "/x/a%3Fb%23c%25d%20%22%0D%0AX-Injected:1", "");

        EchoServer.Asked asked = server.asked.getLast();
        assertThat(asked.uri()).isEqualTo("/raw/a%3Fb%23c%25d%20%22%0D%0AX-Injected:1");
        assertThat(asked.headers()).doesNotContainKey("X-injected");
    }

    @Test
    void aHostileParameterStaysOneHeader() {
        TestApi api = api("""
                type: 'http_proxy', httpMethod: 'POST', uri: 'SERVER/raw',
                requestParameters: {'integration.request.header.X-Id': 'method.request.path.id'}""");

        HttpResponse response = post(api, "/x/a%0D%0AX-Injected:%201", "");

        assertThat(response.status()).isEqualTo(200);
        assertThat(sent("X-id")).isEqualTo("a  X-Injected: 1");
        assertThat(sent("X-injected")).isEmpty();
    }
}
