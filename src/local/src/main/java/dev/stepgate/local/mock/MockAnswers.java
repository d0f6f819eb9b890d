// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import dev.stepgate.local.asl.run.TaskRequest;
import java.util.Optional;

/// Which calls are mocked, and how.
@FunctionalInterface
public interface MockAnswers {

    /// The answer to this call, asked for once; empty when the state is not mocked.
    Optional<MockAnswer> next(TaskRequest request);
}
