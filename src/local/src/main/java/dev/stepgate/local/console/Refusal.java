// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

/// A request that the console's API refuses; the message is for the page to show.
final class Refusal extends RuntimeException {
    private final int status;

    Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static Refusal notFound(String what) {
        return new Refusal(404, what);
    }

    static Refusal malformed(String what) {
        return new Refusal(400, what);
    }

    int status() {
        return status;
    }
}
