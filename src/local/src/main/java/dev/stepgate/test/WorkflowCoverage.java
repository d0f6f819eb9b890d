// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.test.coverage.Element;
import dev.stepgate.test.coverage.MachineCoverage;
import java.util.List;
import org.assertj.core.api.AssertProvider;

/// The states and transitions of a machine that were taken.
public final class WorkflowCoverage implements AssertProvider<CoverageAssert> {
    private final MachineCoverage coverage;

    WorkflowCoverage(MachineCoverage coverage) {
        this.coverage = coverage;
    }

    /// The logical id of the machine.
    public String machine() {
        return coverage.machine();
    }

    /// The states and transitions never taken, in the order of the definition.
    public List<Element> missing() {
        return coverage.missing();
    }

    /// Supports AssertJ's `assertThat(coverage)`.
    @Override
    public CoverageAssert assertThat() {
        return new CoverageAssert(this);
    }
}
