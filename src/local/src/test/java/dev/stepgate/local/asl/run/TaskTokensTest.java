// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTokensTest {
    private final SplittableRandom random = new SplittableRandom(5);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 60})
    void aTokenThatWasMadeHereIsTooLateRatherThanWrong(int place) {
        String token = TaskTokens.create(random);
        String changed =
                token.substring(0, place) + (token.charAt(place) == 'A' ? 'B' : 'A') + token.substring(place + 1);

        assertThat(TaskTokens.refusal(token)).isEqualTo(CallbackAnswer.TASK_TIMED_OUT);
        assertThat(TaskTokens.refusal(changed)).isEqualTo(CallbackAnswer.INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AQCEAAAAKgAAAAMAAAAA", "not base64!", "äöü"})
    void anyOtherTextIsNotAToken(String text) {
        assertThat(TaskTokens.refusal(text)).isEqualTo(CallbackAnswer.INVALID_TOKEN);
    }
}
