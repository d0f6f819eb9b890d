// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;

/// A function's logger: each message is one entry.
record OutputLogger(FunctionOutput output) implements LambdaLogger {
    @Override
    public void log(String message) {
        output.entry(String.valueOf(message));
    }

    @Override
    public void log(byte[] message) {
        output.entry(new String(message, StandardCharsets.UTF_8));
    }
}
