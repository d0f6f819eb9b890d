// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/// A small file beside the records with the version of their schema and the number of a commit. It is written
/// a moment after the records, so records that end before that commit have lost something.
///
/// @param commit the number of a commit that is on disk
record FolderState(int schema, long commit, Instant time) {

    /// Changes whenever records are written otherwise, or the interpreter would make another history of the
    /// same records.
    static final int SCHEMA = 2;

    private static final String NAME = "stepgate.json";

    static Optional<FolderState> read(Path folder) throws IOException {
        try {
            JsonNode json = Json.parse(Files.readString(folder.resolve(NAME)));
            return Optional.of(new FolderState(
                    json.path("schema").asInt(),
                    json.path("commit").asLong(),
                    Instant.parse(json.path("time").asText())));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
    }

    void write(Path folder) throws IOException {
        String json = Json.write(Json.mapper()
                .createObjectNode()
                .put("schema", schema)
                .put("commit", commit)
                .put("time", time.toString()));
        Path next = folder.resolve(NAME + ".new");
        Files.writeString(next, json + "\n");
        Files.move(next, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
