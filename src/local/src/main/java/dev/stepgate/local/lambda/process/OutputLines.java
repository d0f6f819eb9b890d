// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// What a process prints, as lines (UTF-8). Nothing waits in a read: whoever asks takes what the pipe holds
/// at that moment, so when [#drain] returns, everything has become lines that the process had printed before.
/// Safe for use by several threads.
final class OutputLines {
    /// The largest event that CloudWatch Logs takes; a longer line is cut there.
    private static final int LONGEST_LINE = 256 * 1024;

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

    /// Takes what is there, within reason: a process that prints without end is left for the next time.
    synchronized void poll() {
        for (int i = 0; i < MOST_AT_ONCE && take(); i++) {
            // until nothing is there
        }
    }

    /// Takes all that is there.
    ///
    /// @param atEnd what was printed without a line end is a line all the same
    synchronized void drain(boolean atEnd) {
        for (int i = 0; i < MOST_AT_ONCE * MOST_AT_ONCE && take(); i++) {
            // until nothing is there
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
            // nobody reads it any more
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
        if (line.size() >= LONGEST_LINE) {
            emit();
        }
    }

    private void emit() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
