// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import dev.stepgate.local.lambda.FunctionLog;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The lines that functions have logged, by logical id.
final class FunctionLines implements FunctionLog {
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();

    record Line(String function, String text) {}

    @Override
    public void write(String function, String text) {
        lines.add(new Line(function, text));
    }

    /// The lines of one function that hold the text.
    List<String> of(String function, String text) {
        return lines.stream()
                .filter(line -> line.function().equals(function) && line.text().contains(text))
                .map(Line::text)
                .toList();
    }
}
