// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The branches of a Parallel, or the iterations of an inline Map. The state waits for all of them, or for
/// the first that fails.
final class Fork implements Effect, Redrivable {
    private final Frame parent;
    private final Branches branches;
    private final JsonNode[] outputs;
    /// The branches that have begun but not succeeded; they run as long as the state waits.
    private final TreeMap<Integer, Frame> unfinished = new TreeMap<>();

    private int started;
    private int succeeded;
    private int lastEvent;

    Fork(Frame parent, Branches branches) {
        this.parent = parent;
        this.branches = branches;
        this.outputs = new JsonNode[branches.size()];
    }

    /// The work of each branch, and its events in the history.
    interface Branches {
        int size();

        /// The number of branches that may run at a time.
        int concurrency();

        /// Makes a branch and records that it begins, after `previousEvent`. Throws [StateException] when it
        /// cannot begin.
        Frame begin(Fork fork, int index, int previousEvent);

        JsonNode input(int index);

        void recordSucceeded(Frame branch);

        void recordFailed(Frame branch);

        void recordAborted(Frame branch, EventChain failing);

        /// Continues the state with the outputs of all branches.
        StateProgress succeeded(ArrayNode outputs);
    }

    StateProgress begin() {
        lastEvent = parent.chain().last();
        parent.entered().work(this);
        return startMore(lastEvent);
    }

    @Override
    public StateProgress redrive() {
        int at = parent.chain().last();
        for (Frame branch : unfinished.values()) {
            branch.chain().continueFrom(at);
            post(
                    branch,
                    () -> branch.redrive(() -> branches.input(branch.origin().index())));
        }
        return startMore(at);
    }

    /// Starts as many more branches as the concurrency allows.
    private StateProgress startMore(int previousEvent) {
        if (succeeded == outputs.length) {
            return goOn();
        }
        StateProgress waiting = parent.await(this);
        try {
            while (started < outputs.length && unfinished.size() < branches.concurrency()) {
                startNext(previousEvent);
            }
        } catch (StateException e) {
            cut(parent.chain(), null);
            parent.cancel();
            throw e;
        }
        return waiting;
    }

    private void startNext(int previousEvent) {
        int index = started;
        Frame branch = branches.begin(this, index, previousEvent);
        started++;
        unfinished.put(index, branch);
        post(branch, () -> branch.start(branches.input(index)));
    }

    private void post(Frame branch, Runnable action) {
        parent.execution().post(() -> {
            if (parent.isWaitingFor(this) && unfinished.get(branch.origin().index()) == branch) {
                action.run();
            }
        });
    }

    void succeeded(Frame branch, JsonNode output) {
        int index = branch.origin().index();
        unfinished.remove(index);
        outputs[index] = output;
        succeeded++;
        int last = branch.chain().last();
        branches.recordSucceeded(branch);
        lastEvent = branch.chain().newest();
        if (succeeded == outputs.length || started < outputs.length) {
            parent.resume(this, () -> startMore(last));
        }
    }

    private StateProgress goOn() {
        parent.chain().continueFrom(lastEvent);
        ArrayNode all = JsonNodeFactory.instance.arrayNode(outputs.length);
        for (JsonNode output : outputs) {
            all.add(output);
        }
        return branches.succeeded(all);
    }

    void failed(Frame branch, Failure failure) {
        int last = branch.chain().last();
        cut(branch.chain(), branch);
        branches.recordFailed(branch);
        parent.resume(this, () -> {
            parent.chain().continueFrom(last);
            throw StateException.reported(failure);
        });
    }

    /// Stops the running branches except for the one that failed. Their events name its last event.
    private void cut(EventChain failing, @Nullable Frame failed) {
        for (Frame branch : unfinished.values()) {
            if (branch != failed) {
                branches.recordAborted(branch, failing);
                branch.recordAborted(failing);
                branch.cancel();
            }
        }
    }

    /// Records that the branches are aborted because their state is.
    void recordAborted(EventChain failing) {
        for (Frame branch : unfinished.values()) {
            branches.recordAborted(branch, failing);
            branch.recordAborted(failing);
        }
    }

    @Override
    public void cancel() {
        unfinished.values().forEach(Frame::cancel);
    }

    @Override
    public void describe(Consumer<Waiting> found) {
        unfinished.values().forEach(branch -> branch.effect().ifPresent(effect -> effect.describe(found)));
    }
}
