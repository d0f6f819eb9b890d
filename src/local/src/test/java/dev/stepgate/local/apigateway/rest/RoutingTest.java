// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.ResourcePath;
import dev.stepgate.local.apigateway.Routes;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The choice of the method for a request. Every method returns its own name and its path parameters.
/// Sources: API Gateway Developer Guide, "Set up a proxy integration with a proxy resource"; of a / at the end of
/// a path powertools-lambda-python, issue 1552 and tests/e2e/event_handler/test_paths_ending_with_slash.py, which
/// run on AWS, and aws-sam-translator 1.115.0, api_generator; otherwise our own.
class RoutingTest {
    private final TestApi api = api(
            "GET /",
            "GET /users",
            "POST /users",
            "GET /users/me",
            "GET /users/{id}",
            "ANY /users/{id}/orders",
            "GET /users/{id}/orders",
            "GET /files/{proxy+}",
            "GET /files/special",
            "POST /files/special",
            "GET /slashed/",
            "PUT /slashed",
            "ANY /{proxy+}");

    private static TestApi api(String... methods) {
        ObjectNode document = Json.mapper().createObjectNode().put("openapi", "3.0.1");
        for (String method : methods) {
            String verb = method.substring(0, method.indexOf(' '));
            String name = verb.equals("ANY") ? "x-amazon-apigateway-any-method" : verb.toLowerCase(Locale.ROOT);
            String path = method.substring(method.indexOf(' ') + 1);
            document.withObject("/paths").withObjectProperty(path).set(name, TestApi.json("""
                    {responses: {'200': {}}, 'x-amazon-apigateway-integration': {
                      type: 'mock', requestTemplates: {'application/json': '{"statusCode": 200}'},
                      responses: {default: {statusCode: '200', responseTemplates: {
                        'application/json': 'METHOD $input.params().path'}}}}}
                    """.replace(
                            "METHOD", method)));
        }
        return TestApi.of(RestApi.fromOpenApi(document, TestApi.stage(Map.of())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /            | GET / {}",
                "GET /users       | GET /users {}",
                "GET /users/      | GET /users {}",
                "GET /users/me    | GET /users/me {}",
                "GET /slashed     | GET /slashed/ {}",
                "GET /slashed/    | GET /slashed/ {}",
                "PUT /slashed/    | PUT /slashed {}",
                "GET /users/7     | GET /users/{id} {id=7}",
                "GET /users/a%20b%2Fc | GET /users/{id} {id=a b/c}",
                "GET /users/7/orders  | GET /users/{id}/orders {id=7}",
                "PUT /users/7/orders  | ANY /users/{id}/orders {id=7}",
                "GET /files/a/b%20c   | GET /files/{proxy+} {proxy=a/b c}",
                "GET /files/special   | GET /files/special {}",
                "GET /files/special/x | GET /files/{proxy+} {proxy=special/x}",
                "GET /anything/else   | ANY /{proxy+} {proxy=anything/else}",
                "DELETE /users        | ANY /{proxy+} {proxy=users}",
                "PUT /files/special   | ANY /{proxy+} {proxy=files/special}",
                "GET /files           | ANY /{proxy+} {proxy=files}",
                "GET /users//orders   | ANY /{proxy+} {proxy=users//orders}",
            })
    void takesTheMostSpecificResourceThatHasTheMethod(String request, String answer) {
        assertThat(call(request).text()).isEqualTo(answer);
    }

    @Test
    void theSlashAtItsEndIsNotInTheNameOfAResource() {
        TestApi slashed = TestApi.of("""
                {openapi: '3.0.1', paths: {'/hello/': {get: {responses: {'200': {}}, 'x-amazon-apigateway-integration': {
                  type: 'mock', requestTemplates: {'application/json': '{"statusCode": 200}'},
                  responses: {default: {statusCode: '200', responseTemplates: {'application/json': '$context.resourcePath'}}}}}}}}""");

        assertThat(slashed.call("GET", "/hello/", Map.of()).text()).isEqualTo("/hello");
    }

    @Test
    void aGreedyResourceAtTheRootDoesNotTakeTheRoot() {
        HttpResponse response = call("POST /");

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.text()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    }

    /// Seen in logs of time-addressable-media-store in August 2025; before 2024 the message contained the
    /// header in plain text. That the hash covers the whole header is an assumption. printf 'Bearer abc' |
    /// openssl dgst -sha256 -binary | base64
    @Test
    void aTokenForNoRouteIsReadAsASignature() {
        HttpResponse response =
                TestApi.ofMock("responses: {}").call("GET", "/nowhere", Map.of("Authorization", "Bearer abc"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.headers().first("x-amzn-ErrorType")).contains("IncompleteSignatureException");
        assertThat(Json.parse(response.text()).path("message").asText())
                .isEqualTo(
                        "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and"
                                + " encoded with Base64): 'w1Xc6WwWEogNEZQP/dkBTThsJT4MNlKmzQanIm970rY='.");
    }

    @Test
    void aSignatureForNoRouteIsAMissingToken() {
        HttpResponse response = TestApi.ofMock("responses: {}")
                .call(
                        "GET",
                        "/nowhere",
                        Map.of("Authorization", "AWS4-HMAC-SHA256 Credential=A/20260101/r/execute-api, Signature=a"));

        assertThat(response.text()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    }

    @Test
    void answersForbiddenOnNoStage() {
        HttpResponse response = api.call(HttpRequest.of("GET", "/other/users"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.text())
                .isEqualTo(
                        "{\"message\":\"Forbidden\",\"reason\":\"the path begins with no stage of the API; its stages are"
                                + " /test\"}");
        assertThat(response.headers().first("x-amzn-ErrorType")).contains("ForbiddenException");
    }

    @Test
    void theStageIsAWholeSegment() {
        assertThat(api.call(HttpRequest.of("GET", "/testing/users")).text()).startsWith("{\"message\":\"Forbidden\"");
        assertThat(api.call(HttpRequest.of("GET", "/test")).text()).isEqualTo("GET / {}");
        assertThat(api.call(HttpRequest.of("GET", "/")).status()).isEqualTo(403);
    }

    @Test
    void sortsLiteralsBeforeParametersBeforeGreedyOnes() {
        Routes<RestMethod> routes = new Routes<>(List.of(
                resource("/{proxy+}"), resource("/a/{x}"), resource("/a/{p+}"), resource("/a/b"), resource("/{y}/b")));

        assertThat(routes.resources())
                .extracting(resource -> resource.path().text())
                .containsExactly("/a/b", "/a/{x}", "/a/{p+}", "/{y}/b", "/{proxy+}");
    }

    private static Routes.Resource<RestMethod> resource(String path) {
        return new Routes.Resource<>(ResourcePath.parse(path), Map.of());
    }

    private HttpResponse call(String request) {
        int blank = request.indexOf(' ');
        return api.call(HttpRequest.of(
                request.substring(0, blank),
                "/test" + request.substring(blank + 1).strip()));
    }
}
