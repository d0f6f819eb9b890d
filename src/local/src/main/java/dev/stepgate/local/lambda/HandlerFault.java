// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reports a handler that cannot be loaded or made, in the words of Lambda's Java runtime. The answer has no
/// stack trace; the log has the whole one.
final class HandlerFault extends Exception {
    private final @Nullable String errorType;
    private final String report;

    private HandlerFault(String message) {
        super(message, null, false, false);
        this.errorType = null;
        this.report = message;
    }

    private HandlerFault(String message, Throwable cause) {
        super(message, null, false, false);
        this.errorType = cause.getClass().getName();
        this.report = message + ": " + errorType + "\n" + trace(cause);
    }

    /// Returns the lines that the runtime interface client logs of an exception: its message and class, then
    /// its stack trace with all causes.
    static String report(Throwable thrown) {
        return ErrorPayload.messageOf(thrown) + ": " + thrown.getClass().getName() + "\n" + trace(thrown);
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        ErrorPayload.withoutRuntimeFrames(thrown).printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /// Returns the lines for the log.
    String report() {
        return report;
    }

    static HandlerFault invalidHandler(String handler) {
        return new HandlerFault("Invalid handler: `" + handler + "'");
    }

    static HandlerFault classNotFound(String className, Throwable cause) {
        return new HandlerFault("Class not found: " + className, cause);
    }

    static HandlerFault classNotLoaded(String className, Throwable cause) {
        String why = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return new HandlerFault("Error loading class " + className + why, cause);
    }

    static HandlerFault thrown(Throwable cause) {
        return new HandlerFault(ErrorPayload.messageOf(cause), cause);
    }

    static HandlerFault unsuitable(String message) {
        return new HandlerFault(message);
    }

    /// The name of the exception's class; absent when the runtime itself found the fault.
    Optional<String> errorType() {
        return Optional.ofNullable(errorType);
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
