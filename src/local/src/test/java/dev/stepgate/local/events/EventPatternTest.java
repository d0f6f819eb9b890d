// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {
    private final TestBridge test = new TestBridge();

    /// A result other than true or false is the beginning of the refusal's reason.
    @ParameterizedTest(name = "{1} of {2} is {3}")
    @CsvFileSource(resources = "patterns.csv", delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true)
    void aPatternMatchesAsOnAws(String source, String pattern, String detail, String result) {
        ObjectNode input = Json.mapper().createObjectNode();
        input.put("EventPattern", pattern.replace('\'', '"')).put("Event", event(detail.replace('\'', '"')));

        if (result.matches("true|false")) {
            assertThat(test.call("TestEventPattern", input))
                    .as(source)
                    .isEqualTo(Json.parse("{\"Result\":" + result + "}"));
        } else {
            assertThatThrownBy(() -> test.call("TestEventPattern", input))
                    .as(source)
                    .hasMessageStartingWith("Event pattern is not valid. Reason: " + result)
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            failure -> assertThat(failure.code()).isEqualTo("InvalidEventPatternException"));
        }
    }

    /// The text with the position is recorded from AWS in LocalStack's tests of patterns.
    @Test
    void aRefusedPatternIsShownWithThePlace() {
        ObjectNode input = Json.mapper().createObjectNode().put("Name", "r").put("EventPattern", "{\"resources\": []}");

        assertThatThrownBy(() -> test.call("PutRule", input))
                .hasMessage("Event pattern is not valid. Reason: Empty arrays are not allowed\n"
                        + " at [Source: (String)\"{\"resources\": []}\"; line: 1, column: 17]");
    }

    /// Recorded from AWS in LocalStack's tests of patterns.
    @ParameterizedTest
    @ValueSource(
            strings = {"plain text", "[\"not\", \"a\", \"dict\"]", "{\"source\": \"shop\"}", "{\"not\": closed mark\""})
    void aTextThatIsNotAnEventIsNotTested(String event) {
        ObjectNode input = Json.mapper()
                .createObjectNode()
                .put("EventPattern", "{\"source\":[\"shop\"]}")
                .put("Event", event);

        assertThatThrownBy(() -> test.call("TestEventPattern", input)).hasMessage("Parameter Event is not valid.");
    }

    private static String event(String detail) {
        return """
                {"id": "1", "account": "123456789012", "source": "shop", "time": "2025-01-01T00:00:00Z",
                 "region": "us-east-1", "resources": [], "detail-type": "Order", "detail": %s}
                """.formatted(detail);
    }
}
