// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.nio.charset.StandardCharsets;

/// A function's logger: each message is one entry, with its level before it where it has one, as the runtime
/// interface client's TextLogFormatter writes it.
record OutputLogger(FunctionOutput output) implements LambdaLogger {
    @Override
    public void log(String message) {
        output.entry(String.valueOf(message));
    }

    @Override
    public void log(byte[] message) {
        output.entry(new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void log(String message, LogLevel level) {
        log(level == LogLevel.UNDEFINED ? message : "[" + level + "] " + message);
    }

    @Override
    public void log(byte[] message, LogLevel level) {
        log(new String(message, StandardCharsets.UTF_8), level);
    }
}
