// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The samples of [input
/// transformation](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html), and
/// its
/// table of reserved variables.
class PipeTemplateTest {
    private static final String ARN = "arn:aws:pipes:us-east-1:123456789012:pipe/p";
    private static final JsonNode EVENT = Json.parse("""
            {"messageId":"m","attributes":{"SenderId":"AIDA"},
             "body":"{\\"key\\":\\"a \\\\\\"b\\\\\\"\\",\\"n\\":1,\\"Records\\":[{\\"x\\":0},{\\"x\\":1}]}"}""");

    private static JsonNode applied(String template) {
        Pipe pipe = Pipe.of(ARN, Json.parse("""
                {"Name":"p","Source":"arn:aws:sqs:us-east-1:123456789012:in",
                 "Target":"arn:aws:sqs:us-east-1:123456789012:out"}"""));
        return PipeTemplate.parse(template)
                .apply(new PipeTemplate.Occasion(pipe, EVENT, Instant.parse("2025-01-01T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "Hello, sender"                        | "Hello, sender"
            <$.attributes.SenderId>                | "AIDA"
            "Hello, <$.attributes.SenderId>"       | "Hello, AIDA"
            Hello, <$.attributes.SenderId>         | "Hello, AIDA"
            {"a":"value1","b":"value2"}            | {"a":"value1","b":"value2"}
            {"a":"value1","b":<$.body.key>}        | {"a":"value1","b":"a \\"b\\""}
            {"a":"- <$.body.key> -"}               | {"a":"- a \\"b\\" -"}
            {"n":<$.body.n>}                       | {"n":1}
            {"r":<$.body.Records[1]>}              | {"r":{"x":1}}
            {"d":<aws.pipes.event.ingestion-time>} | {"d":"2025-01-01T00:00:00Z"}
            {"none":<$.body.none>}                 | {"none":""}
            {"p":"<aws.pipes.pipe-name>"}          | {"p":"p"}
            {"s":"<aws.pipes.source-arn>"}         | {"s":"arn:aws:sqs:us-east-1:123456789012:in"}
            {"t":"<aws.pipes.target-arn>"}         | {"t":"arn:aws:sqs:us-east-1:123456789012:out"}
            {"e":"<aws.pipes.enrichment-arn>"}     | {"e":""}
            """)
    void aTemplateMakesAnEvent(String template, String made) {
        assertThat(applied(template)).isEqualTo(Json.parse(made));
    }

    @Test
    void theWholeEventHasItsBodyAsTextOrAsJson() {
        assertThat(applied("{\"e\":<aws.pipes.event>}").path("e")).isEqualTo(EVENT);
        assertThat(applied("{\"e\":<aws.pipes.event.json>}").at("/e/body/n").intValue())
                .isEqualTo(1);
    }

    @Test
    void aVariableThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> applied("{\"e\":<aws.pipes.event.size>}"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("aws.pipes.event.size");
    }
}
