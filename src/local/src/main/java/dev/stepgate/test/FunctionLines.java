// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.log.RuntimeEvent;
import dev.stepgate.local.log.RuntimeLog;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The lines that functions have logged.
final class FunctionLines implements RuntimeLog {
    private final Queue<RuntimeEvent.FunctionLine> lines = new ConcurrentLinkedQueue<>();

    @Override
    public void add(RuntimeEvent event) {
        if (event instanceof RuntimeEvent.FunctionLine line) {
            lines.add(line);
        }
    }

    List<String> of(String function) {
        return lines.stream()
                .filter(line -> line.function().equals(function))
                .map(RuntimeEvent.FunctionLine::text)
                .toList();
    }
}
