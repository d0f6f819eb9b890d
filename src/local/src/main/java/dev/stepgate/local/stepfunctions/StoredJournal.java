// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.ExecutionJournal;
import dev.stepgate.local.store.Records;
import dev.stepgate.local.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// The journal of one execution on disk: its records are `ORDER/PATH:NUMBER`.
///
/// @param execution `ORDER/`
/// @param path the numbers of the executions of distributed Maps that lead to it; empty for one of its own
record StoredJournal(Store store, Records arrivals, String execution, String path) implements ExecutionJournal {

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public void add(int number, JsonNode entry) {
        arrivals.put(execution + path + ":" + "%08x".formatted(number), () -> entry);
    }

    @Override
    public List<JsonNode> entries() {
        List<JsonNode> entries = new ArrayList<>();
        arrivals.forEach(execution + path + ":", (_, entry) -> entries.add(entry));
        return entries;
    }

    @Override
    public ExecutionJournal child(int number) {
        return new StoredJournal(store, arrivals, execution, path + "." + number);
    }

    @Override
    public <T> T together(Supplier<T> work) {
        return store.together(work);
    }

    @Override
    public CompletionStage<Void> written() {
        return store.written();
    }
}
