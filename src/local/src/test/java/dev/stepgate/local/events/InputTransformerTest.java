// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The cases with their sources are in `input-transformers.json`.
class InputTransformerTest {
    private static final JsonNode DATA = data();

    private final TargetInput.Occasion occasion = new TargetInput.Occasion(
            DATA.path("event"),
            RuleName.of(new Account("aws", "us-east-1", "123456789012"), "default", "example"),
            Instant.parse("2015-11-11T21:29:56Z"));

    private static JsonNode data() {
        try (InputStream in =
                Objects.requireNonNull(InputTransformerTest.class.getResourceAsStream("input-transformers.json"))) {
            return Json.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> cases() {
        return DATA.path("cases")
                .valueStream()
                .map(each -> Arguments.of(each.path("template").asText(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aTemplateBecomesTheInput(String template, JsonNode example) {
        InputTransformer transformer = transformer(template);

        if (example.has("fails")) {
            assertThatThrownBy(() -> transformer.apply(occasion))
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            failure -> assertThat(failure.code())
                                    .isEqualTo(example.path("fails").asText()));
        } else if (example.has("json")) {
            assertThat(Json.parse(transformer.apply(occasion))).isEqualTo(example.path("json"));
        } else {
            assertThat(transformer.apply(occasion))
                    .isEqualTo(example.path("text").asText());
        }
    }

    @Test
    void theWholeEventCanBeAValue() {
        String text = transformer("{\"original\": <aws.events.event.json>}").apply(occasion);

        assertThat(Json.parse(text).path("original")).isEqualTo(DATA.path("event"));
    }

    @Test
    void aVariableThatNobodyDefinesIsRefused() {
        assertThatThrownBy(() -> transformer("\"of <type>, with <notdefinedkey>\""))
                .hasMessage("InputTemplate for target 1 contains invalid placeholder notdefinedkey.");
    }

    @Test
    void aTemplateThatCannotBecomeJsonIsRefused() {
        assertThatThrownBy(() -> transformer("<one> single list item"))
                .hasMessageStartingWith("Invalid InputTemplate for target 1 : [");
    }

    @Test
    void aReservedNameIsRefused() {
        ObjectNode transformer = Json.mapper().createObjectNode().put("InputTemplate", "\"x\"");
        transformer.putObject("InputPathsMap").put("aws.events.rule-name", "$.id");

        assertThatThrownBy(() -> InputTransformer.parse("1", transformer))
                .hasMessage("InputPathsMap for target 1 contains the reserved name aws.events.rule-name.");
    }

    private static InputTransformer transformer(String template) {
        ObjectNode transformer = Json.mapper().createObjectNode().put("InputTemplate", template);
        transformer.set("InputPathsMap", DATA.path("paths"));
        return InputTransformer.parse("1", transformer);
    }
}
