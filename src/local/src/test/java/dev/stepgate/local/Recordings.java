// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads recorded answers of the real services, one JSON value per line, from a folder `shared/conformance`
/// in this folder or in one above it.
public final class Recordings {
    private Recordings() {}

    /// Returns the recordings; empty where there are none.
    public static List<JsonNode> read(String file) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path recording = folder.resolve("shared").resolve("conformance").resolve(file);
            if (Files.isReadable(recording)) {
                return lines(recording);
            }
        }
        return List.of();
    }

    private static List<JsonNode> lines(Path recording) {
        try {
            return Files.readAllLines(recording).stream().map(Json::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
