// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.HistoryEvent;
import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps every execution that is started, on any machine, so that its history can be read.
final class EveryExecution implements Observer {
    private final List<Execution> executions = new CopyOnWriteArrayList<>();

    /// The history of one execution.
    ///
    /// @param machine the logical id of its machine
    record History(String machine, boolean express, List<JsonNode> events) {}

    @Override
    public void started(Execution execution) {
        executions.add(execution);
    }

    /// Forgets the executions so far.
    void forget() {
        executions.clear();
    }

    /// Returns the histories in the order in which the executions began. Waits until they, and those that
    /// begin in the meantime, have ended.
    List<History> histories(Template template) {
        List<History> histories = new ArrayList<>();
        while (histories.size() < executions.size()) {
            Execution execution = executions.get(histories.size());
            execution.end().toCompletableFuture().join();
            Optional<Resource.StateMachine> machine = template.all(Resource.StateMachine.class).stream()
                    .filter(declared -> declared.arn()
                            .equals(execution.request().identity().machine().arn()))
                    .findFirst();
            histories.add(new History(
                    machine.map(Resource.StateMachine::logicalId).orElse("an execution of another machine"),
                    machine.filter(it -> it.type() == Resource.StateMachine.Type.EXPRESS)
                            .isPresent(),
                    execution.history().events().stream()
                            .<JsonNode>map(event -> event.toJson(HistoryEvent.Data.INCLUDED))
                            .toList()));
        }
        return histories;
    }
}
