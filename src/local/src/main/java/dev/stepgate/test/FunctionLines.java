// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.lambda.FunctionLog;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The lines that functions have logged.
final class FunctionLines implements FunctionLog {
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();

    private record Line(String function, String text) {}

    @Override
    public void write(String function, String text) {
        lines.add(new Line(function, text));
    }

    List<String> of(String function) {
        return lines.stream()
                .filter(line -> line.function().equals(function))
                .map(Line::text)
                .toList();
    }
}
