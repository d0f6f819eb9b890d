// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Lambda's answer when a function fails. An exception is written as the Java runtime writes it (members in
/// this order, no cause), the end of an environment as the service does.
final class ErrorPayload {

    /// The maximum size of an answer, slightly above six megabytes, as the service's message gives it.
    static final int MAXIMUM_ANSWER = 6_291_556;

    private static final String RUNTIME = "dev.stepgate.local.lambda.";

    private ErrorPayload() {}

    static byte[] of(Throwable thrown) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("errorMessage", messageOf(thrown));
        error.put("errorType", thrown.getClass().getName());
        ArrayNode trace = error.putArray("stackTrace");
        for (StackTraceElement element : thrown.getStackTrace()) {
            trace.add(element.toString());
        }
        return bytes(error);
    }

    static byte[] of(HandlerFault fault) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("errorMessage", fault.message());
        fault.errorType().ifPresent(type -> error.put("errorType", type));
        return bytes(error);
    }

    static byte[] timedOut(String requestId, Duration timeout) {
        double seconds = timeout.toMillis() / 1000.0;
        return ofService(
                "Sandbox.Timedout",
                requestId,
                String.format(Locale.ROOT, "Task timed out after %.2f seconds", seconds));
    }

    static byte[] exited(String requestId, int status) {
        return exited(requestId, status == 0 ? "" : "exit status " + status);
    }

    /// @param error such as `exit status 1` or `signal: killed`; empty after status 0
    static byte[] exited(String requestId, String error) {
        String how = error.isEmpty() ? "without providing a reason" : "with error: " + error;
        return ofService("Runtime.ExitError", requestId, "Runtime exited " + how);
    }

    /// The error of a process that could not start because something is missing on this machine.
    static byte[] notStarted(String requestId, String message) {
        return ofService("Runtime.InvalidEntrypoint", requestId, message);
    }

    static byte[] answerTooLarge() {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put(
                "errorMessage",
                "Response payload size exceeded maximum allowed payload size (" + MAXIMUM_ANSWER + " bytes).");
        error.put("errorType", "Function.ResponseSizeTooLarge");
        return bytes(error);
    }

    static String messageOf(Throwable thrown) {
        String message = thrown.getLocalizedMessage();
        return message == null ? thrown.getClass().getName() : message;
    }

    /// Removes the runtime's frames from all stack traces, including those of causes and suppressed
    /// exceptions, and returns the same exception.
    static <T extends Throwable> T withoutRuntimeFrames(T thrown) {
        filter(thrown, new HashSet<>());
        return thrown;
    }

    private static void filter(Throwable thrown, Set<Throwable> seen) {
        if (!seen.add(thrown)) {
            return;
        }
        StackTraceElement[] trace = thrown.getStackTrace();
        StackTraceElement[] handlers = Arrays.stream(trace)
                .filter(element -> !element.getClassName().startsWith(Replacements.PACKAGE))
                .takeWhile(element -> !element.getClassName().startsWith(RUNTIME))
                .toArray(StackTraceElement[]::new);
        if (handlers.length < trace.length) {
            thrown.setStackTrace(handlers);
        }
        Throwable cause = thrown.getCause();
        if (cause != null) {
            filter(cause, seen);
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            filter(suppressed, seen);
        }
    }

    private static byte[] ofService(String type, String requestId, String message) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("errorType", type);
        error.put("errorMessage", "RequestId: " + requestId + " Error: " + message);
        return bytes(error);
    }

    private static byte[] bytes(ObjectNode error) {
        return Json.bytes(error);
    }
}
