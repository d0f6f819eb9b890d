// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.ChildExecution;
import java.time.Instant;
import java.util.Optional;

/// A child execution of a map run whose history has made room for newer ones. It has succeeded.
record SummarisedExecution(ChildExecution child, MapRunEntry run) implements ListedExecution {

    @Override
    public String arn() {
        return child.arn();
    }

    @Override
    public String machineArn() {
        return run.parent().machineArn();
    }

    @Override
    public Optional<String> versionArn() {
        return run.parent().versionArn();
    }

    @Override
    public Optional<String> aliasArn() {
        return run.parent().aliasArn();
    }

    @Override
    public String status() {
        return child.status();
    }

    @Override
    public boolean isRedriven() {
        return child.redriveCount() > 0;
    }

    @Override
    public String order() {
        return "";
    }

    @Override
    public ObjectNode listed() {
        return described().put("itemCount", child.items());
    }

    private ObjectNode described() {
        Names names =
                new Names(child.arn(), child.name(), run.run().stateMachineArn(), Optional.empty(), Optional.empty());
        State state = new State(
                child.status(),
                child.startTime().toEpochMilli(),
                child.stopTime().map(Instant::toEpochMilli),
                child.redriveCount(),
                Optional.empty());
        return ListedExecution.item(names, state).put("mapRunArn", run.arn());
    }

    ObjectNode describe(ExecutionEntry.Data data) {
        ObjectNode answer = described();
        if (data == ExecutionEntry.Data.INCLUDED) {
            answer.put("input", child.inputText());
            answer.set("inputDetails", ResponseShapes.included());
        }
        child.ended().ifPresent(outcome -> ExecutionEntry.outcome(answer, outcome, data));
        return answer.put("redriveStatus", "NOT_REDRIVABLE").put("redriveStatusReason", Redrives.refusalOf(status()));
    }
}
