// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that try to break templates: the data comes back as one value, or the request is refused. The
/// generator is seeded, so that a failure can be repeated.
class HostileRequestsTest {
    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "\\",
            "\\\\'",
            "\\u0027",
            "$",
            "${",
            "$input.body",
            "$context.stage",
            "#set($x = 1)",
            "#if",
            "#end",
            "##",
            "#[[",
            "]]#",
            "@@",
            "/",
            "//",
            "*/",
            "\n",
            "\r",
            "\t",
            "\b",
            "\u0000",
            "\u001f",
            "\u007f",
            "\u2028",
            "\ud83d\ude00",
            "é",
            "漢",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\",\"admin\":\"true",
            "', 'x",
            "null",
            "1e999",
            " ",
            "%",
            "&",
            "=",
            "+",
            "<",
            ">",
            "a");

    private static final String ESCAPE = "$util.escapeJavaScript($VALUE).replaceAll(\\\"\\\\\\\\'\\\", \\\"'\\\")";

    private final TestApi api = TestApi.of(RestApi.fromOpenApi(
            Json.parse("""
            {"openapi": "3.0.1", "paths": {"/x/{id}": {"post": {"responses": {"200": {}}, "x-amazon-apigateway-integration": {
              "type": "aws", "httpMethod": "POST", "uri": "arn:aws:apigateway:us-east-1:states:action/StartExecution",
              "requestTemplates": {"application/json": "{\\"input\\": \\"BODY\\", \\"id\\": \\"ID\\", \\"q\\": \\"QUERY\\", \\"h\\": \\"HEADER\\"}"},
              "responses": {"default": {"statusCode": "200", "responseTemplates": {"application/json":
                "{\\"back\\": \\"OUTPUT\\", \\"id\\": \\"ID\\"}"}}}}}}}}
            """.replace("BODY", ESCAPE.replace("VALUE", "input.body"))
                    .replace("ID", ESCAPE.replace("VALUE", "input.params('id')"))
                    .replace("QUERY", ESCAPE.replace("VALUE", "input.params('q')"))
                    .replace("HEADER", ESCAPE.replace("VALUE", "input.params('h')"))
                    .replace("OUTPUT", ESCAPE.replace("VALUE", "input.path('$.output')"))),
            TestApi.stage(Map.of())));

    static Stream<String> hostile() {
        Random random = new Random(20261121);
        return Stream.concat(PIECES.stream(), IntStream.range(0, 300).mapToObj(_ -> {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(12);
            for (int i = 0; i < length; i++) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            return text.toString();
        }));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void anyBodyPassesThroughUnchanged(String text) {
        String header = text.replaceAll("[\\x00-\\x1f\\x7f]", "").strip();
        api.answering(200, Json.write(Json.mapper().createObjectNode().put("output", text)));

        HttpResponse response = api.call(HttpRequest.of(
                "POST",
                "/test/x/" + encoded(text) + "?q=" + encoded(text),
                Headers.of(List.of(new Header("Content-Type", "application/json"), new Header("h", header))),
                text.getBytes(StandardCharsets.UTF_8)));

        assertThat(response.status()).isEqualTo(200);
        JsonNode sent = Json.parse(api.backendBody());
        assertThat(sent.size()).isEqualTo(4);
        assertThat(sent.path("input").asText()).isEqualTo(text);
        assertThat(sent.path("id").asText()).isEqualTo(text);
        assertThat(sent.path("q").asText()).isEqualTo(text);
        assertThat(sent.path("h").asText()).isEqualTo(header);
        JsonNode answer = Json.parse(response.text());
        assertThat(answer.size()).isEqualTo(2);
        assertThat(answer.path("back").asText()).isEqualTo(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "%C3", "%c3%28", "%00", "a%", "%F0%9F"})
    void aPathThatIsWronglyEncodedIsStillOneValue(String path) {
        HttpResponse response = api.call(HttpRequest.of("POST", "/test/x/" + path + "?" + path + "=" + path));

        assertThat(response.status()).isEqualTo(200);
        assertThat(Json.parse(api.backendBody()).path("id").isTextual()).isTrue();
    }

    @Test
    void aBodyThatIsNotUtf8IsStillJson() {
        byte[] body = {'"', (byte) 0xff, (byte) 0xc3, '"'};

        api.call(HttpRequest.of("POST", "/test/x/1", Headers.of("Content-Type", "application/json"), body));

        assertThat(Json.parse(api.backendBody()).path("input").asText()).isEqualTo("\"\ufffd\ufffd\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                ";;;",
                "/",
                "*/*",
                "application/json;",
                "application/json; charset=\"",
                "application/json; charset=none",
                "application/json, text/html",
                "APPLICATION/JSON",
                "application\\json",
                "text/html<script>",
                "$default",
                "${jndi:ldap://127.0.0.1/a}"
            })
    void anAbsurdContentTypeIsATypeLikeAnyOther(String type) {
        HttpResponse response = api.call(HttpRequest.of(
                "POST", "/test/x/1", Headers.of("Content-Type", type), "{}".getBytes(StandardCharsets.UTF_8)));

        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void aCompressedBodyIsNotUnpacked() {
        byte[] bomb = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
        List<Header> fields =
                List.of(new Header("Content-Encoding", "gzip"), new Header("Content-Type", "application/json"));

        HttpResponse response = api.call(HttpRequest.of("POST", "/test/x/1", Headers.of(fields), bomb));

        assertThat(response.status()).isEqualTo(200);
        assertThat(Json.parse(api.backendBody()).path("input").asText()).startsWith("\u001f\ufffd\b");
    }

    @Test
    void aBodyOfDeepJsonIsNoError() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        TestApi reader =
                TestApi.ofFunction("requestTemplates: {'application/json': '{\"a\": $input.json(\"$[0]\"), \"b\":"
                        + " \"$input.path(\\u0027$.x\\u0027)\"}'}, responses: {default: {statusCode: '200'}}");

        assertThat(reader.post("/x", "application/json", deep).status()).isEqualTo(200);
    }

    @Test
    void aThousandHeadersAndParametersAreNoError() {
        StringBuilder query = new StringBuilder("/test/x/1?a");
        for (int i = 0; i < 1000; i++) {
            query.append("&q").append(i).append('=').append(i);
        }
        List<Header> fields =
                IntStream.range(0, 1000).mapToObj(i -> new Header("h" + i, "v")).toList();

        HttpResponse response = api.call(HttpRequest.of("POST", query.toString(), Headers.of(fields), new byte[0]));

        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void aParameterCannotEndAHeader() {
        TestApi mapping = TestApi.of("""
                {openapi: '3.0.1', 'x-amazon-apigateway-gateway-responses': {DEFAULT_4XX: {responseParameters: {
                   'gatewayresponse.header.X-Q': 'method.request.querystring.q'}}},
                 paths: {'/x': {get: {responses: {'200': {}}, 'x-amazon-apigateway-integration': {type: 'mock',
                   requestTemplates: {'application/json': '{"statusCode": 200}'}, responses: {default: {statusCode: '200',
                     responseTemplates: {'application/json':
                       '#set($context.responseOverride.header.X-Q = $input.params("q"))'}}}}}}}}""");

        HttpResponse overridden = mapping.get("/x?q=a%0D%0AX-Injected:%201%00");
        HttpResponse refused = mapping.get("/none?q=a%0D%0AX-Injected:%201");

        assertThat(overridden.headers().first("X-Q")).contains("a  X-Injected: 1");
        assertThat(refused.headers().first("X-Q")).contains("a  X-Injected: 1");
    }
}
