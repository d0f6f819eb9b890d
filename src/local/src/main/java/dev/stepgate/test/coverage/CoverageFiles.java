// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads and writes `coverage.json`, `coverage.md` and `coverage.html` in a folder. JVMs forked by one build
/// add to the same files; those of an earlier run are replaced.
final class CoverageFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CoverageFiles.class);
    private static final Object IN_THIS_JVM = new Object();

    private final Path folder;

    private CoverageFiles(Path folder) {
        this.folder = folder;
    }

    static CoverageFiles in(Path folder) {
        return new CoverageFiles(folder);
    }

    /// @param merge adds this JVM's coverage to that of the others in the same run, and returns all of it
    List<MachineCoverage> update(UnaryOperator<List<MachineCoverage>> merge) {
        synchronized (IN_THIS_JVM) {
            try {
                Files.createDirectories(folder);
                try (FileChannel channel = FileChannel.open(
                                folder.resolve(".coverage.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock _ = channel.lock()) {
                    return write(merge.apply(earlier()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the coverage to " + folder, e);
            }
        }
    }

    private List<MachineCoverage> write(List<MachineCoverage> machines) throws IOException {
        JsonNode json = CoverageJson.write(TestRunId.id(), machines);
        Files.writeString(folder.resolve("coverage.json"), json.toPrettyString() + "\n");
        Files.writeString(folder.resolve("coverage.md"), CoverageText.markdown(machines));
        Files.writeString(folder.resolve("coverage.html"), CoveragePage.html(machines));
        return machines;
    }

    private List<MachineCoverage> earlier() throws IOException {
        Path file = folder.resolve("coverage.json");
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Optional.of(Json.parse(Files.readAllBytes(file)))
                    .filter(json -> json.path("run").asText().equals(TestRunId.id()))
                    .map(CoverageJson::read)
                    .orElse(List.of());
        } catch (JsonSyntaxException e) {
            LOG.warn("{} is not JSON, and what it says of earlier tests is not counted: {}", file, e.getMessage());
            return List.of();
        }
    }
}
