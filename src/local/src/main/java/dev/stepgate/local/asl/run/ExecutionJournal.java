// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// The arrivals of one execution, kept so that it can continue in another process. Only the interpreter reads
/// the entries.
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

    /// Returns true for every journal but [#NONE].
    boolean keeps();

    /// @param number of entries before this one
    void add(int number, JsonNode entry);

    /// The entries that earlier processes have added, in order.
    List<JsonNode> entries();

    /// Returns the journal of a child execution of a distributed Map.
    ///
    /// @param number tells it from others of the same parent
    ExecutionJournal child(int number);

    /// Runs the work; either all entries that it adds are kept, or none.
    <T> T together(Supplier<T> work);

    /// Completed when everything that was added is kept; never fails.
    CompletionStage<Void> written();
}
