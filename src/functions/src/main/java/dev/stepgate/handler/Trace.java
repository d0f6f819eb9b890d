// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.handler;

import java.util.Optional;

/// The trace of the current call, for requests that AWS's clients do not send.
public final class Trace {
    public static final String HEADER = "X-Amzn-Trace-Id";

    private Trace() {}

    /// Returns the trace from the place where Lambda puts it for AWS's own clients.
    public static Optional<String> current() {
        return Optional.ofNullable(System.getProperty("com.amazonaws.xray.traceHeader"));
    }
}
