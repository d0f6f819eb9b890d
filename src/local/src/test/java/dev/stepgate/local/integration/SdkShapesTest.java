// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `aws-sdk:` tasks send beside their parameters, recorded in `test_aws_sdk_task_service.py`,
/// `test_s3_put_object`, of localstack/localstack.
class SdkShapesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"Body":"text"}                                                 | text/plain; charset=UTF-8
            {"Body":{"a":1}}                                                | text/plain; charset=UTF-8
            {"Body":true}                                                   | text/plain; charset=UTF-8
            {"Body":{},"ContentType":"application/json"}                    | application/json
            """)
    void aTextThatIsPutIntoABucketHasTheTypeThatTheSdkGivesIt(String parameters, String type) {
        JsonNode input = SdkShapes.S3.input((ObjectNode) Json.parse(parameters).deepCopy());

        assertThat(input.path("ContentType").asText()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"Bucket\":\"b\"}", "{\"Body\":\"x\",\"UploadId\":\"u\"}"})
    void nothingButAnObjectHasAType(String parameters) {
        JsonNode input = SdkShapes.S3.input((ObjectNode) Json.parse(parameters).deepCopy());

        assertThat(input.has("ContentType")).isFalse();
    }
}
