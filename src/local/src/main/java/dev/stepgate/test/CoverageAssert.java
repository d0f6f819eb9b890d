// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/// Assertions about the coverage of a machine.
public final class CoverageAssert extends AbstractAssert<CoverageAssert, WorkflowCoverage> {
    CoverageAssert(WorkflowCoverage actual) {
        super(actual, CoverageAssert.class);
    }

    /// Verifies that every state and every transition was taken.
    public CoverageAssert isComplete() {
        if (!actual.missing().isEmpty()) {
            throw failure(
                    "%s",
                    "Expected every state and transition of " + actual.machine() + " to have been taken, but not:\n"
                            + actual.missing().stream()
                                    .map(element -> "  " + element.name() + " (" + element.place() + ")")
                                    .collect(Collectors.joining("\n")));
        }
        return this;
    }
}
