// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.log.LogEvent;
import dev.stepgate.local.log.LogEvent.Request;
import dev.stepgate.local.log.LogEvent.RequestAnswered;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTargetTest {
    @ParameterizedTest
    @CsvSource({
        "/dev?token=abc.def.ghi, /dev?token=***",
        "/dev?a=1&access_token=abc&b=2, /dev?a=1&access_token=***&b=2",
        "/dev?X-Amz-Date=1&X-Amz-Signature=abc, /dev?X-Amz-Date=1&X-Amz-Signature=***",
        "/dev?tokens=abc, /dev?tokens=abc",
        "/token=abc, /token=abc",
        "/dev?token=, /dev?token="
    })
    void hidesCredentialsInAQuery(String target, String shown) {
        assertThat(ShownTarget.of(target)).isEqualTo(shown);
    }

    @Test
    void isWhatBothFormsOfTheLogShow() {
        LogEvent event = new RequestAnswered(
                Instant.EPOCH,
                new Request(LogEvent.Server.WEB_SOCKET_API, "CONNECT", "/dev?token=abc", "id"),
                200,
                Duration.ZERO,
                Optional.empty());

        assertThat(new TextFormat(Colours.NONE).line(event))
                .contains("/dev?token=***")
                .doesNotContain("abc");
        assertThat(new JsonFormat().line(event)).contains("/dev?token=***").doesNotContain("abc");
    }
}
