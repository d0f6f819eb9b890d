// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Finds inputs to offer: those of the last executions, and the files below `events/` beside the template.
record Inputs(Path template) {
    private static final int MAX_LAST = 5;
    private static final int MAX_FILES = 100;
    private static final int MAX_BYTES = 64 * 1024;
    private static final int DEPTH = 3;

    /// @param executions newest first
    ArrayNode of(List<Execution> executions) {
        ArrayNode json = Json.mapper().createArrayNode();
        Set<String> last = new LinkedHashSet<>();
        for (Execution execution : executions) {
            String input = text(execution);
            if (last.size() < MAX_LAST && input.length() <= MAX_BYTES && last.add(input)) {
                json.addObject().put("name", "Last input " + last.size()).put("input", input);
            }
        }
        files(json);
        return json;
    }

    /// The input as it was given.
    static String text(Execution execution) {
        return execution.request().given().written();
    }

    private void files(ArrayNode json) {
        Path folder = template.toAbsolutePath().resolveSibling("events");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            for (Path file :
                    files.filter(Inputs::isOffered).sorted().limit(MAX_FILES).toList()) {
                json.addObject()
                        .put(
                                "name",
                                "events/" + folder.relativize(file).toString().replace('\\', '/'))
                        .put("input", Files.readString(file));
            }
        } catch (IOException e) {
            throw new Refusal(409, "The folder events/ cannot be read: " + e.getMessage());
        }
    }

    private static boolean isOffered(Path file) {
        try {
            return file.toString().endsWith(".json") && Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES;
        } catch (IOException _) {
            return false;
        }
    }
}
