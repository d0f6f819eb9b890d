// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import java.net.URI;

/// Reports that a WebSocket API refused a connection.
public final class HandshakeRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    HandshakeRefusedException(URI stage, int status) {
        super(stage + " refused the connection with status " + status);
        this.status = status;
    }

    /// The HTTP status of the refusal.
    public int status() {
        return status;
    }
}
