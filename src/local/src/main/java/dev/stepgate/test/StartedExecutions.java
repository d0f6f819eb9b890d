// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.Observer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Every execution since the start or the last reset, in the order of their starts.
final class StartedExecutions implements Observer {
    private final List<Execution> started = new CopyOnWriteArrayList<>();

    @Override
    public void started(Execution execution) {
        started.add(execution);
    }

    @Override
    public void resumed(Execution execution) {
        started.add(execution);
    }

    List<Execution> all() {
        return List.copyOf(started);
    }

    /// Finds the newest execution with this ARN; several Express executions may have the same one.
    Optional<Execution> find(String arn) {
        return all().reversed().stream()
                .filter(execution -> execution.arn().equals(arn))
                .findFirst();
    }
}
