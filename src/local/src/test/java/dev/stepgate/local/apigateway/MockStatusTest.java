// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rendered templates of mocks that API Gateway takes, or does not, as `test_mock_integration.py` of
/// localstack/localstack has collected them.
class MockStatusTest {
    private static boolean hasStatus200(String body) {
        return MockStatus.of(body.getBytes(StandardCharsets.UTF_8))
                .filter("200"::equals)
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"statusCode\": 200}",
                "{ statusCode: 200 }",
                "{'statusCode': 200, '': ''}",
                "{statusCode: 200, \"value\": 'text'}",
                "{statusCode: 200, a{ b}c: [d e]}",
                "{statusCode: 200, a}: [d e]}",
                "{statusCode: 200, a'}: [d e]}",
                "{statusCode: 200, }a: [d e]}",
                "{statusCode: 200, }a: ''}",
                "{\"statusCode\": 200 , }",
                "{\"statusCode\": 200 ,, }",
                "{\"statusCode\": 200, null: null }",
                "{\"a\": {\"statusCode\": 500, \"b\": [[1], {}]}, \"statusCode\": 200}",
            })
    void aTemplateNeedNotBeJson(String body) {
        assertThat(hasStatus200(body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "statusCode: 200",
                "{\"statusCode\": 200",
                "{\"statusCode\": \"200\"}",
                "{\"statusCode\": 200.5}",
                "{\"statusCode': 200 }",
                "{'statusCode\": 200 }",
                "{'statusCode: 200 }",
                "{statusCode: 200, {a: [d e]}",
            })
    void aStatusIsAWholeNumberInAnObject(String body) {
        assertThat(hasStatus200(body)).isFalse();
    }
}
