// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

/// How a state stands in an execution, as AWS's console tells states apart. From the least to the most
/// telling: of several visits, in branches or iterations, the last one here counts.
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

    /// For people.
    public String text() {
        return text;
    }
}
