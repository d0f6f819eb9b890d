// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.handler;

/// Refuses what a client has sent. It has no stack trace, which Lambda would log each time.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
        super(message, null, false, false);
    }
}
