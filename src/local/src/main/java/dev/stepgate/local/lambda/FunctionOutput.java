// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.log.LogEvent;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The standard streams of a function. Bytes become lines (UTF-8), separately for each thread, so that the
/// lines of parallel calls do not mix.
final class FunctionOutput extends OutputStream {

    private final String function;
    private volatile FunctionDependencies services;
    private final ThreadLocal<ByteArrayOutputStream> line = ThreadLocal.withInitial(ByteArrayOutputStream::new);

    FunctionOutput(String function, FunctionDependencies services) {
        this.function = function;
        this.services = services;
    }

    /// Reports further lines to the log of these dependencies.
    void moveTo(FunctionDependencies next) {
        services = next;
    }

    PrintStream asPrintStream() {
        return new PrintStream(this, false, StandardCharsets.UTF_8);
    }

    /// Writes one entry of the logger, which may span lines.
    void entry(String message) {
        endLine();
        emit(message.endsWith("\n") ? message.substring(0, message.length() - 1) : message);
    }

    /// Writes the last line of a call even if it has no line end.
    void endLine() {
        if (line.get().size() > 0) {
            flushLine();
        }
    }

    @Override
    public void write(int b) {
        if (b == '\n') {
            flushLine();
        } else {
            line.get().write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                line.get().write(bytes, start, i - start);
                flushLine();
                start = i + 1;
            }
        }
        line.get().write(bytes, start, offset + length - start);
    }

    private void flushLine() {
        ByteArrayOutputStream bytes = line.get();
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        emit(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    private void emit(String text) {
        if (FunctionThread.isOver()) {
            return;
        }
        FunctionDependencies to = services;
        Optional<Call> call = FunctionThread.currentCall();
        call.ifPresent(running -> running.logged(text));
        if (!to.log().isOff()) {
            String requestId =
                    call.map(running -> running.request().requestId()).orElse("");
            LogEvent line = new LogEvent.FunctionLine(to.time().now(), function, requestId, text);
            call.ifPresentOrElse(
                    running -> running.hold().meanwhile(() -> to.log().add(line)),
                    () -> to.log().add(line));
        }
    }
}
