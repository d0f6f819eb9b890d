// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The branches of a Parallel, or the iterations of an inline Map, and what their state waits for: all of them, or the
/// first that fails.
final class Fork implements Effect {
    private final Frame parent;
    private final Branches branches;
    private final JsonNode[] outputs;
    private final TreeMap<Integer, Frame> running = new TreeMap<>();
    private int started;
    private int ended;

    Fork(Frame parent, Branches branches) {
        this.parent = parent;
        this.branches = branches;
        this.outputs = new JsonNode[branches.size()];
    }

    /// What is done in each branch, and what the history says of it.
    interface Branches {
        int size();

        /// How many may run at a time.
        int concurrency();

        /// Makes a branch and records that it begins; `previousEvent` is where it begins. Throws [StateException] when
        /// it cannot begin.
        Frame begin(Fork fork, int index, int previousEvent);

        JsonNode input(int index);

        void recordSucceeded(Frame branch);

        void recordFailed(Frame branch);

        void recordAborted(Frame branch, Chain failing);

        /// The state goes on with the outputs of all branches.
        Next succeeded(ArrayNode outputs);
    }

    Next begin() {
        Next waiting = parent.await(this);
        int at = parent.chain().last();
        int first = Math.min(branches.concurrency(), branches.size());
        if (first == 0) {
            return goOn(at);
        }
        try {
            for (int i = 0; i < first; i++) {
                startNext(at);
            }
        } catch (StateException e) {
            abortRunning(parent.chain());
            parent.cancel();
            throw e;
        }
        return waiting;
    }

    private void startNext(int previousEvent) {
        int index = started++;
        Frame branch = branches.begin(this, index, previousEvent);
        running.put(index, branch);
        parent.execution().post(() -> {
            if (running.get(index) == branch) {
                branch.start(branches.input(index));
            }
        });
    }

    void succeeded(Frame branch, JsonNode output) {
        int index = branch.origin().index();
        running.remove(index);
        outputs[index] = output;
        ended++;
        int last = branch.chain().last();
        branches.recordSucceeded(branch);
        if (ended == outputs.length) {
            parent.resume(this, () -> goOn(branch.chain().newest()));
        } else if (started < outputs.length) {
            tryToStartNext(last);
        }
    }

    private void tryToStartNext(int previousEvent) {
        try {
            startNext(previousEvent);
        } catch (StateException e) {
            abortRunning(parent.chain());
            parent.resume(this, () -> {
                throw e;
            });
        }
    }

    private Next goOn(int lastEvent) {
        parent.chain().continueFrom(lastEvent);
        ArrayNode all = JsonNodeFactory.instance.arrayNode(outputs.length);
        for (JsonNode output : outputs) {
            all.add(output);
        }
        return branches.succeeded(all);
    }

    void failed(Frame branch, Failure failure) {
        running.remove(branch.origin().index());
        int last = branch.chain().last();
        abortRunning(branch.chain());
        branches.recordFailed(branch);
        parent.resume(this, () -> {
            parent.chain().continueFrom(last);
            throw StateException.reported(failure);
        });
    }

    /// Cuts the branches that still run. Their events name the last event of the branch that failed.
    private void abortRunning(Chain failing) {
        List<Frame> cut = new ArrayList<>(running.values());
        running.clear();
        for (Frame branch : cut) {
            abort(branch, failing);
        }
    }

    private void abort(Frame branch, Chain failing) {
        branches.recordAborted(branch, failing);
        branch.recordAborted(failing);
        branch.cancel();
    }

    /// Records the cut of the branches of a state that is cut itself.
    void recordAborted(Chain failing) {
        for (Frame branch : running.values()) {
            branches.recordAborted(branch, failing);
            branch.recordAborted(failing);
        }
    }

    @Override
    public void cancel() {
        running.values().forEach(Frame::cancel);
        running.clear();
    }
}
