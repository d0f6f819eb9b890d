// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import dev.stepgate.local.log.RuntimeEvent;
import dev.stepgate.local.log.RuntimeLog;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The lines that functions have logged, by logical id.
final class FunctionLines implements RuntimeLog {
    private final Queue<RuntimeEvent.FunctionLine> lines = new ConcurrentLinkedQueue<>();

    @Override
    public void add(RuntimeEvent event) {
        if (event instanceof RuntimeEvent.FunctionLine line) {
            lines.add(line);
        }
    }

    /// The lines of one function that hold the text.
    List<String> of(String function, String text) {
        return lines.stream()
                .filter(line -> line.function().equals(function) && line.text().contains(text))
                .map(RuntimeEvent.FunctionLine::text)
                .toList();
    }
}
