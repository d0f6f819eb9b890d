// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/// The name of an environment's log stream: `2025/01/01/[$LATEST]c9d3...`, the same in every run that begins
/// at the same instant.
///
/// @param load how many times the version's classes have been loaded
record LogStream(String version, int load) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/").withZone(ZoneOffset.UTC);

    String name(FunctionConfiguration function, Instant began) {
        String text = function.arn() + ":" + version + " " + load + " " + began;
        UUID id = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        return DAY.format(began) + "[" + version + "]" + id.toString().replace("-", "");
    }
}
