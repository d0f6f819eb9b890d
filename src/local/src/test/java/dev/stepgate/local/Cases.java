// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Test cases kept as data: one JSON object per line, beside the test's package in `src/test/resources`. Each
/// has a `case` that names it and a `source` that says where its expectation comes from; empty lines and
/// lines that start with `//` are ignored.
public final class Cases {
    private Cases() {}

    /// Returns arguments for a `@MethodSource`: the case's name and the case.
    public static Stream<Arguments> of(Class<?> test, String file) {
        try (InputStream lines = test.getResourceAsStream(file)) {
            if (lines == null) {
                throw new IllegalStateException("no " + file + " beside " + test);
            }
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("//"))
                    .map(line -> arguments(file, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Arguments arguments(String file, String line) {
        JsonNode row = Json.parse(line);
        for (String required : new String[] {"case", "source"}) {
            if (!row.path(required).isTextual()) {
                throw new IllegalStateException(file + ": no " + required + " in " + line);
            }
        }
        return Arguments.of(row.get("case").textValue(), row);
    }
}
