// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Binary payloads (API Gateway Developer Guide, "Content type conversions in API Gateway"): `image/png` is a
/// binary media type of the API. `RAW` stands for bytes that are not UTF-8, `B64` for their Base64, `LOST`
/// for the text that remains of them.
class PayloadsTest {
    private static final byte[] RAW = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] LOST = "\ufffdPNG".getBytes(StandardCharsets.UTF_8);
    private static final byte[] B64 = "iVBORw==".getBytes(StandardCharsets.UTF_8);
    private static final byte[] B64_OF_B64 = "aVZCT1J3PT0=".getBytes(StandardCharsets.UTF_8);

    private static TestApi api(String request, String response) {
        return ofMembers(handling(request), handling(response));
    }

    /// @param request members of the integration
    /// @param response members of the integration response
    private static TestApi ofMembers(String request, String response) {
        return TestApi.of("""
                {openapi: '3.0.1', 'x-amazon-apigateway-binary-media-types': ['image/png'], paths: {'/x': {post: {
                  responses: {'200': {}}, 'x-amazon-apigateway-integration': {type: 'aws', httpMethod: 'POST', uri: 'FUNCTION',
                    REQUEST responses: {default: {RESPONSE statusCode: '200'}}}}}}}""".replace("FUNCTION", TestApi.FUNCTION)
                .replace("REQUEST", request)
                .replace("RESPONSE", response));
    }

    private static String handling(String name) {
        return name.equals("-") ? "" : "contentHandling: '" + name + "',";
    }

    private static byte[] bytes(String name) {
        return switch (name) {
            case "RAW" -> RAW;
            case "LOST" -> LOST;
            case "B64" -> B64;
            case "B64(B64)" -> B64_OF_B64;
            default -> name.getBytes(StandardCharsets.UTF_8);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, -, RAW, RAW",
        "image/png, CONVERT_TO_BINARY, RAW, RAW",
        "image/png, CONVERT_TO_TEXT, RAW, B64",
        "text/plain, -, RAW, LOST",
        "text/plain, -, text, text",
        "text/plain, CONVERT_TO_TEXT, B64, B64",
        "text/plain, CONVERT_TO_BINARY, B64, RAW",
    })
    void aRequestIsConverted(String contentType, String handling, String body, String expected) {
        TestApi api = api(handling, "-");

        api.call(HttpRequest.of("POST", "/test/x", Headers.of("Content-Type", contentType), bytes(body)));

        assertThat(api.backendRequests.getLast().http().body()).isEqualTo(bytes(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, image/png, -, RAW, RAW",
        "image/png, text/plain, -, RAW, B64",
        "image/png, text/plain, CONVERT_TO_BINARY, RAW, RAW",
        "image/png, image/png, CONVERT_TO_TEXT, RAW, B64",
        "image/png, image/png, CONVERT_TO_TEXT, B64, B64(B64)",
        "text/plain, text/plain, -, text, text",
        "text/plain, text/plain, -, RAW, LOST",
        "text/plain, image/png, -, B64, RAW",
        "text/plain, image/png, CONVERT_TO_TEXT, B64, B64",
        "text/plain, text/plain, CONVERT_TO_BINARY, B64, RAW",
    })
    void aResponseIsConverted(String contentType, String accept, String handling, String body, String expected) {
        TestApi api = api("-", handling)
                .answering(_ -> new HttpResponse(200, Headers.of("Content-Type", contentType), bytes(body)));

        HttpResponse response =
                api.call(HttpRequest.of("POST", "/test/x", Headers.of("Accept", accept + ", */*"), new byte[0]));

        assertThat(response.body()).isEqualTo(bytes(expected));
    }

    /// As recorded by test_apigw_s3_binary_support_request_convert_to_binary_with_request_template of
    /// localstack/localstack.
    @ParameterizedTest
    @CsvSource({
        "application/json, CONVERT_TO_BINARY, B64, 500",
        "application/json, CONVERT_TO_TEXT, B64, 200",
        "text/plain, CONVERT_TO_BINARY, B64, 200",
    })
    void aRequestTemplateReadsText(String contentType, String handling, String body, int status) {
        TestApi api = ofMembers(handling(handling) + "requestTemplates: {'application/json': '$input.body'},", "");

        HttpResponse response =
                api.call(HttpRequest.of("POST", "/test/x", Headers.of("Content-Type", contentType), bytes(body)));

        assertThat(response.status()).isEqualTo(status);
    }

    /// As recorded by test_apigw_s3_binary_support_response_convert_to_binary_with_request_template of
    /// localstack/localstack.
    @ParameterizedTest
    @CsvSource({
        "CONVERT_TO_TEXT, B64, 200",
        "CONVERT_TO_BINARY, B64, 500",
        "CONVERT_TO_BINARY, '', 200",
    })
    void aResponseTemplateReadsText(String handling, String body, int status) {
        TestApi api = ofMembers("", handling(handling) + "responseTemplates: {'application/json': '$input.body'},")
                .answering(_ -> new HttpResponse(200, Headers.of("Content-Type", "text/plain"), bytes(body)));

        assertThat(api.call("POST", "/x", Map.of()).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"text/plain, CONVERT_TO_BINARY"})
    void aBodyThatIsNotBase64IsAnInternalError(String contentType, String handling) {
        HttpResponse response = api(handling, "-")
                .call(HttpRequest.of("POST", "/test/x", Headers.of("Content-Type", contentType), bytes("%%%")));

        assertThat(response.status()).isEqualTo(500);
    }

    /// Every body is binary then, and a mock reads text (aws/chalice issue 1310, which cites AWS's support).
    @ParameterizedTest
    @CsvSource({"-, 500", "CONVERT_TO_TEXT, 200"})
    void whereEveryMediaTypeIsBinaryAMockHasToAskForText(String handling, int status) {
        TestApi api = TestApi.of("""
                {openapi: '3.0.1', 'x-amazon-apigateway-binary-media-types': ['*/*'], paths: {'/x': {options: {
                  responses: {'200': {}}, 'x-amazon-apigateway-integration': {type: 'mock', HANDLING
                    requestTemplates: {'application/json': '{"statusCode": 200}'},
                    responses: {default: {statusCode: '200'}}}}}}}""".replace("HANDLING", handling(handling)));

        assertThat(api.call(HttpRequest.of("OPTIONS", "/test/x")).status()).isEqualTo(status);
    }
}
