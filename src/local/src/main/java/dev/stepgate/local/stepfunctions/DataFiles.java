// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Reads the data files beside these classes.
final class DataFiles {
    private DataFiles() {}

    static JsonNode json(String name) {
        try (InputStream in = Objects.requireNonNull(DataFiles.class.getResourceAsStream(name), name)) {
            return Json.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
