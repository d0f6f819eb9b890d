// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import dev.stepgate.local.log.LogEvent;
import dev.stepgate.local.log.RuntimeLog;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Collects the lines that functions have logged, by logical id.
final class FunctionLines implements RuntimeLog {
    private final Queue<LogEvent.FunctionLine> lines = new ConcurrentLinkedQueue<>();

    @Override
    public void add(LogEvent event) {
        if (event instanceof LogEvent.FunctionLine line) {
            lines.add(line);
        }
    }

    /// Returns the lines of one function that contain the text.
    List<String> of(String function, String text) {
        return lines.stream()
                .filter(line -> line.function().equals(function) && line.text().contains(text))
                .map(LogEvent.FunctionLine::text)
                .toList();
    }
}
