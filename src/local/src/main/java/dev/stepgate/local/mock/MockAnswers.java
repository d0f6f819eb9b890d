// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import dev.stepgate.local.asl.run.TaskRequest;
import java.util.Optional;

/// Decides which calls are mocked, and how.
@FunctionalInterface
public interface MockAnswers {

    /// Returns the answer to this call, once per call; empty when the state is not mocked.
    Optional<MockAnswer> next(TaskRequest request);
}
