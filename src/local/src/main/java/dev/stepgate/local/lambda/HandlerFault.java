// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reports a handler that cannot be loaded or made, in the words of Lambda's Java runtime. It is reported
/// without a stack trace.
final class HandlerFault extends Exception {
    private final @Nullable String errorType;

    private HandlerFault(String message, @Nullable String errorType) {
        super(message, null, false, false);
        this.errorType = errorType;
    }

    static HandlerFault invalidHandler(String handler) {
        return new HandlerFault("Invalid handler: `" + handler + "'", null);
    }

    static HandlerFault classNotFound(String className, Throwable cause) {
        return new HandlerFault(
                "Class not found: " + className, cause.getClass().getName());
    }

    static HandlerFault classNotLoaded(String className, Throwable cause) {
        String why = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return new HandlerFault(
                "Error loading class " + className + why, cause.getClass().getName());
    }

    static HandlerFault thrown(Throwable cause) {
        return new HandlerFault(ErrorPayload.messageOf(cause), cause.getClass().getName());
    }

    static HandlerFault unsuitable(String message) {
        return new HandlerFault(message, null);
    }

    /// The name of the exception's class; absent when the runtime itself found the fault.
    Optional<String> errorType() {
        return Optional.ofNullable(errorType);
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
