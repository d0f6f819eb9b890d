// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.Outcome;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/// Assertions about an execution.
public final class ExecutionAssert extends AbstractAssert<ExecutionAssert, WorkflowExecution> {
    ExecutionAssert(WorkflowExecution actual) {
        super(actual, ExecutionAssert.class);
    }

    /// It has succeeded, with an output equal to this as JSON.
    public ExecutionAssert succeededWith(String json) {
        Optional<Outcome> ended = actual.execution().ended();
        JsonNode expected = Stepgate.json(json);
        if (!(ended.orElse(null) instanceof Outcome.Succeeded succeeded)
                || !succeeded.output().equals(expected)) {
            throw failure("expected success with %s but it is %s", expected, ended);
        }
        return this;
    }
}
