// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.FunctionContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLogTest {
    @Test
    void anEventIsOneLineOfJsonWithItsDetailsInOrder() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("b", "a \"word\"\nand a line");
        details.put("a", "1");

        String line = EventLog.line("INFO", new FunctionContext("Start"), "started", details);

        assertThat(line)
                .isEqualTo("{\"level\":\"INFO\",\"function\":\"Start\",\"requestId\":\"request-of-Start\","
                        + "\"message\":\"started\",\"b\":\"a \\\"word\\\"\\nand a line\",\"a\":\"1\"}");
    }
}
