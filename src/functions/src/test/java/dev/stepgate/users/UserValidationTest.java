// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.stepgate.Events;
import dev.stepgate.FunctionContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserValidationTest {
    @Test
    void versionOneIsValidFromTen() {
        assertThat(reply(new ValidateUserV1(), "ValidateUserV1/valid"))
                .isEqualTo(new Reply(200, "{\"user\":\"10\",\"valid\":true}"));
        assertThat(reply(new ValidateUserV1(), "ValidateUserV1/not-valid"))
                .isEqualTo(new Reply(200, "{\"user\":\"5\",\"valid\":false}"));
    }

    @Test
    void versionTwoIsValidFromAHundred() {
        assertThat(reply(new ValidateUserV2(), "ValidateUserV2/valid"))
                .isEqualTo(new Reply(200, "{\"user\":\"100\",\"valid\":true}"));
        assertThat(reply(new ValidateUserV2(), "ValidateUserV2/not-valid"))
                .isEqualTo(new Reply(200, "{\"user\":\"50\",\"valid\":false}"));
    }

    @Test
    void anIdWithQuotesStaysOneText() {
        assertThat(reply(new ValidateUserV1(), "ValidateUserV1/hostile"))
                .isEqualTo(new Reply(200, "{\"user\":\"1\\\", \\\"id\\\":\\\"999\",\"valid\":false}"));
    }

    @ParameterizedTest
    @CsvSource({"9, false", "10, true", "11, true", "010, true", "99999999999999999999, true"})
    void aWholeNumberIsValidFromTheLeastOne(String id, boolean valid) {
        assertThat(UserValidation.of(id, 10)).isEqualTo(new UserValidation(id, valid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 10", "-10", "10.5", "1e3", "ten", "١٠"})
    void aTextThatIsNotAWholeNumberIsNotValid(String id) {
        assertThat(UserValidation.of(id, 10).valid()).isFalse();
    }

    @Test
    void anInputWithoutAnIdIsRefused() {
        Map<String, Object> input = Map.of("gtw_params", Map.of("params", "none"));

        assertThatThrownBy(() -> new ValidateUserV1().handleRequest(input, new FunctionContext("ValidateUserV1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the input has no text at gtw_params.params.path.id");
    }

    @SuppressWarnings("unchecked")
    private static Reply reply(RequestHandler<Map<String, Object>, Reply> handler, String event) {
        return handler.handleRequest(Events.read(event, Map.class), new FunctionContext("ValidateUser"));
    }
}
