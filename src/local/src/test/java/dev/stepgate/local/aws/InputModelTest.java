// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.events.EventBridge;
import dev.stepgate.local.json.Json;
import org.junit.jupiter.api.Test;

/// Patterns of the model of EventBridge, whose groups repeat for each character.
class InputModelTest {
    private final InputModel model = InputModel.beside(EventBridge.class);

    @Test
    void anAddressOfTheLargestLengthMatches() {
        assertThatCode(() -> model.check("UpdateApiDestination", destination("https://a/" + "x".repeat(2038))))
                .doesNotThrowAnyException();
    }

    @Test
    void aTextThatIsTooLongForThePatternIsRefused() {
        assertThatThrownBy(() -> model.check("UpdateApiDestination", destination("%41".repeat(100_000))))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Member must have length less than or equal to 2048");
    }

    private static JsonNode destination(String endpoint) {
        return Json.parse("{\"Name\":\"d\",\"InvocationEndpoint\":\"" + endpoint + "\"}");
    }
}
