// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.DecoratedTasks;
import dev.stepgate.local.asl.run.Tasks;
import java.util.Optional;

/// Tasks that a definition may name although they cannot be called here: reaching one fails the execution
/// with an error that names it.
final class TasksNotHere extends DecoratedTasks {
    TasksNotHere(Tasks served) {
        super(served);
    }

    @Override
    public Optional<String> problem(TaskResource resource) {
        return Optional.empty();
    }
}
