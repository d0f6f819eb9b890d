// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import com.fasterxml.jackson.databind.node.LongNode;
import dev.stepgate.local.store.Records;
import dev.stepgate.local.store.Store;
import java.util.Optional;

/// The number of the last record of a stream that a function has handled, in the store.
final class StreamPositions {
    private final Store store;
    private final Records records;

    StreamPositions(Store store) {
        this.store = store;
        this.records = store.records("stream-positions");
    }

    Optional<Long> find(StreamEventSource source) {
        return records.get(key(source.streamArn(), source.function())).map(number -> number.longValue());
    }

    void put(StreamEventSource source, long number) {
        records.put(key(source.streamArn(), source.function()), () -> LongNode.valueOf(number));
    }

    /// Does the work, and keeps its effects with the position that it puts.
    void together(Runnable work) {
        boolean unused = store.together(() -> {
            work.run();
            return true;
        });
    }

    void forget(String streamArn, String function) {
        records.remove(key(streamArn, function));
    }

    private static String key(String streamArn, String function) {
        return streamArn + " " + function;
    }
}
