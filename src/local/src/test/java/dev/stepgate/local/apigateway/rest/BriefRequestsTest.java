// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BriefRequestsTest {
    private static final String MOCK =
            "responses: {default: {statusCode: '200', responseTemplates: {'application/json': '%s'}}}";

    private static HttpRequest request(String path, int length) {
        return HttpRequest.of("POST", path, Headers.none(), "1".repeat(length).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aSmallRequestToAMockWithABriefTemplateIsBrief() {
        TestApi api = TestApi.ofMock(MOCK.formatted("$input.body"));

        assertThat(api.isBrief(request("/test/x", 10))).isTrue();
        assertThat(api.isBrief(request("/test/x", 20_000))).isFalse();
    }

    @Test
    void aRequestWithALoopInItsTemplateIsNot() {
        TestApi api = TestApi.ofMock(MOCK.formatted("#foreach($i in [1..9])$i#end"));

        assertThat(api.isBrief(request("/test/x", 10))).isFalse();
    }

    @Test
    void aRequestToAFunctionIsNot() {
        TestApi api = TestApi.ofFunction(MOCK.formatted("$input.body"));

        assertThat(api.isBrief(request("/test/x", 10))).isFalse();
    }
}
