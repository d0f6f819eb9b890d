// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.handler;

import java.util.Optional;

/// The trace of the call that is served now, for requests that no client of AWS sends.
public final class Trace {
    public static final String HEADER = "X-Amzn-Trace-Id";

    private Trace() {}

    /// Where Lambda puts it for AWS's own clients.
    public static Optional<String> current() {
        return Optional.ofNullable(System.getProperty("com.amazonaws.xray.traceHeader"));
    }
}
