// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

/// The status of a state in an execution, in the categories of AWS's console, from the least to the most
/// significant: of several visits, in branches or iterations, the last one in this order counts.
public enum Status {
    SUCCEEDED("Succeeded"),
    /// It failed, and a catcher took the error.
    CAUGHT("Caught error"),
    ABORTED("Aborted"),
    TIMED_OUT("Timed out"),
    FAILED("Failed"),
    IN_PROGRESS("In progress");

    private final String text;

    Status(String text) {
        this.text = text;
    }

    /// The text for people.
    public String text() {
        return text;
    }
}
