// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// The journals of one execution and of those of its distributed Maps, as texts in the order of all.
final class MemoryJournal implements ExecutionJournal {
    private final List<Line> lines;
    private final String path;

    private record Line(String path, String entry) {}

    private MemoryJournal(List<Line> lines, String path) {
        this.lines = lines;
        this.path = path;
    }

    MemoryJournal() {
        this(new ArrayList<>(), "");
    }

    /// What was there when so many entries had been added.
    MemoryJournal first(int count) {
        synchronized (lines) {
            return new MemoryJournal(new ArrayList<>(lines.subList(0, count)), "");
        }
    }

    int size() {
        synchronized (lines) {
            return lines.size();
        }
    }

    /// When the newest entry was added, or the execution began.
    long lastMillis(long beginning) {
        synchronized (lines) {
            return lines.stream()
                    .mapToLong(line -> Json.parse(line.entry).path("at").longValue())
                    .max()
                    .orElse(beginning);
        }
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public void add(int number, JsonNode entry) {
        synchronized (lines) {
            if (number != lines.stream().filter(line -> line.path.equals(path)).count()) {
                throw new IllegalStateException("not dense: " + number + " " + entry);
            }
            lines.add(new Line(path, Json.write(entry)));
        }
    }

    @Override
    public List<JsonNode> entries() {
        synchronized (lines) {
            return lines.stream()
                    .filter(line -> line.path.equals(path))
                    .map(line -> Json.parse(line.entry))
                    .toList();
        }
    }

    @Override
    public ExecutionJournal child(int number) {
        return new MemoryJournal(lines, path + "/" + number);
    }

    @Override
    public <T> T together(Supplier<T> work) {
        return work.get();
    }

    @Override
    public CompletionStage<Void> written() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public String toString() {
        return String.join(
                "\n", lines.stream().map(line -> line.path + " " + line.entry).toList());
    }
}
