// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// What has come to one execution from outside, kept so that the execution can go on in another process. What
/// an entry holds is the interpreter's affair.
///
/// Entries are added by any thread, one at a time.
public interface ExecutionJournal {

    /// Keeps nothing: the execution ends with the process.
    ExecutionJournal NONE = new ExecutionJournal() {
        @Override
        public boolean keeps() {
            return false;
        }

        @Override
        public void add(int number, JsonNode entry) {}

        @Override
        public List<JsonNode> entries() {
            return List.of();
        }

        @Override
        public ExecutionJournal child(int number) {
            return this;
        }

        @Override
        public <T> T together(Supplier<T> work) {
            return work.get();
        }

        @Override
        public CompletionStage<Void> written() {
            return CompletableFuture.completedStage(null);
        }
    };

    /// Returns false for [#NONE] alone.
    boolean keeps();

    /// @param number how many entries there were before
    void add(int number, JsonNode entry);

    /// Those of the processes before, in their order.
    List<JsonNode> entries();

    /// That of an execution of a distributed Map.
    ///
    /// @param number tells it from others of the same parent
    ExecutionJournal child(int number);

    /// Runs the work, of which everything that it keeps is kept, or nothing.
    <T> T together(Supplier<T> work);

    /// Completed when everything that was added is kept; never fails.
    CompletionStage<Void> written();
}
