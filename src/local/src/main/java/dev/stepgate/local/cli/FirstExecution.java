// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.HistoryEvent;
import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.history.HistoryIndex;
import dev.stepgate.local.history.HistoryTable;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Keeps the first execution that was started, Standard or Express, so that its history can be shown.
final class FirstExecution implements Observer {
    private final AtomicReference<Execution> first = new AtomicReference<>();

    @Override
    public void started(Execution execution) {
        first.compareAndSet(null, execution);
    }

    /// Returns its history as failing tests show it; empty when there is no execution.
    Optional<String> table() {
        return Optional.ofNullable(first.get())
                .map(execution -> HistoryTable.whole(HistoryIndex.of(execution.history().events().stream()
                        .map(event -> event.toJson(HistoryEvent.Data.INCLUDED))
                        .toList())));
    }
}
