// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

/// Thrown by a mock's function to fail the call with this error.
public final class TaskFailure extends RuntimeException {
    private final String error;
    private final String cause;

    /// @param error as Retry and Catch name it; for a function, its `errorType`
    /// @param cause for a function, its `errorMessage`
    public TaskFailure(String error, String cause) {
        super(error + ": " + cause, null, false, false);
        this.error = error;
        this.cause = cause;
    }

    public String error() {
        return error;
    }

    public String cause() {
        return cause;
    }
}
