// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Reads the output of a process as lines (UTF-8). A read never waits: each takes whatever the pipe holds at
/// that moment, so that after [#drain] everything that the process had printed before has become lines.
/// Thread-safe.
final class OutputLines {
    /// The maximum size of an event in CloudWatch Logs, at which longer lines are cut.
    private static final int MAX_LINE = 256 * 1024;

    private static final int MOST_AT_ONCE = 16;

    private final InputStream pipe;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[8192];
    private boolean closed;

    OutputLines(InputStream pipe, Consumer<String> lines) {
        this.pipe = pipe;
        this.lines = lines;
    }

    /// Takes the available output, up to a limit: the rest of a process that never stops printing is left for
    /// the next call.
    synchronized void poll() {
        for (int i = 0; i < MOST_AT_ONCE && take(); i++) {
            // until nothing is left
        }
    }

    /// Takes all the available output.
    ///
    /// @param atEnd whether output without a line end becomes a line too
    synchronized void drain(boolean atEnd) {
        for (int i = 0; i < MOST_AT_ONCE * MOST_AT_ONCE && take(); i++) {
            // until nothing is left
        }
        if (atEnd && line.size() > 0) {
            emit();
        }
    }

    synchronized void close() {
        closed = true;
        try {
            pipe.close();
        } catch (IOException _) {
            // nobody reads it any longer
        }
    }

    private boolean take() {
        try {
            int there = closed ? 0 : pipe.available();
            if (there <= 0) {
                return false;
            }
            add(pipe.read(buffer, 0, Math.min(there, buffer.length)));
            return true;
        } catch (IOException _) {
            closed = true;
            return false;
        }
    }

    private void add(int length) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                line.write(buffer, start, i - start);
                emit();
                start = i + 1;
            }
        }
        if (start < length) {
            line.write(buffer, start, length - start);
        }
        if (line.size() >= MAX_LINE) {
            emit();
        }
    }

    private void emit() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
