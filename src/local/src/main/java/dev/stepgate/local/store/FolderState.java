// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// A small file beside the records with the version of their schema and the number of a commit. It is written
/// after each commit, so records that end before that commit have lost something.
///
/// @param commit the number of a commit that is on disk
/// @param version that of the record file, which has been on disk as well
record FolderState(int schema, long commit, long version, Instant time) {

    /// Changes whenever records are written otherwise, or the interpreter would make another history of the
    /// same records.
    static final int SCHEMA = 4;

    /// The length of the file in bytes: it is overwritten in place, by one write.
    private static final int LENGTH = 128;

    private static final String NAME = "stepgate.json";

    /// Reads the file; empty when there is none, or when the process ended before its first commit.
    ///
    /// @throws StoreException when it is damaged
    static Optional<FolderState> read(Path folder) throws IOException {
        try {
            String text = Files.readString(folder.resolve(NAME));
            return text.isBlank() ? Optional.empty() : Optional.of(parse(text));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (JsonSyntaxException | CharacterCodingException | DateTimeException e) {
            throw StoreProblems.noState(folder.resolve(NAME), e);
        }
    }

    private static FolderState parse(String text) {
        JsonNode json = Json.parse(text);
        return new FolderState(
                json.path("schema").asInt(),
                json.path("commit").asLong(),
                json.path("version").asLong(),
                Instant.parse(json.path("time").asText()));
    }

    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
    }

    /// Opens the file, to be overwritten.
    static FileChannel file(Path folder) throws IOException {
        return FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    void write(FileChannel file) throws IOException {
        String json = "{\"schema\":" + schema + ",\"commit\":" + commit + ",\"version\":" + version + ",\"time\":\""
                + time + "\"}";
        file.write(ByteBuffer.wrap((json + " ".repeat(LENGTH - 1 - json.length()) + "\n").getBytes(US_ASCII)), 0);
    }
}
