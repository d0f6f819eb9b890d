// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.Cases;
import dev.stepgate.local.aws.AwsException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValuesTest {

    static Stream<Arguments> values() {
        return Cases.of(ValuesTest.class, "values.jsonl");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void aValueIsReadSizedAndWritten(String name, JsonNode row) {
        JsonNode json = row.get("value");
        if (row.has("refused")) {
            assertThatExceptionOfType(AwsException.class)
                    .isThrownBy(() -> AttributeValue.read(json))
                    .withMessage(row.get("refused").textValue());
            return;
        }

        AttributeValue value = AttributeValue.read(json);

        assertThat(value.toJson()).isEqualTo(row.path("gives").isMissingNode() ? json : row.get("gives"));
        if (row.has("size")) {
            assertThat(ItemSize.of(value)).isEqualTo(row.get("size").intValue());
        }
    }
}
