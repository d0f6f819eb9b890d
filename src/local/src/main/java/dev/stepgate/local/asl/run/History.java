// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.JsonSize;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of one execution, in order, growing until the execution has ended. Written by one thread at a
/// time, read by any.
public final class History {
    /// The maximum number of events of an execution
    /// ([quotas](https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html)).
    static final int LIMIT = 25_000;

    /// An estimate of an event's size without its data.
    private static final int EVENT_BYTES = 100;

    private static final int BYTES_OF_A_CHARACTER = 2;

    private final Kept kept;
    private volatile HistoryEvent[] events;
    private volatile int size;
    private long bytes;
    private @Nullable JsonNode counted;

    /// The events that are kept.
    enum Kept {
        ALL,
        /// The newest one only: for an execution whose history nobody can ask for.
        LAST
    }

    History(Kept kept) {
        this.kept = kept;
        this.events = new HistoryEvent[kept == Kept.ALL ? 6 : 1];
    }

    /// Returns a copy of the events that are kept.
    public List<HistoryEvent> events() {
        int length = Math.min(size, kept == Kept.ALL ? Integer.MAX_VALUE : 1);
        return Collections.unmodifiableList(Arrays.asList(events).subList(0, length));
    }

    /// Estimates the heap that the history takes. Data that passes unchanged from one event to the next is
    /// counted once.
    public long heapBytes() {
        if (size == 0) {
            return 0;
        }
        return kept == Kept.ALL ? bytes : bytes(last().details(), null);
    }

    /// Counts an event while its data is at hand: going through a long history again costs more than writing it.
    private void count(EventDetails details) {
        bytes += bytes(details, counted);
        JsonNode data = details.data();
        counted = data == null ? counted : data;
    }

    /// @param counted data that takes no more room
    @SuppressWarnings("ReferenceEquality")
    private static long bytes(EventDetails details, @Nullable JsonNode counted) {
        JsonNode data = details.data();
        long ofData = data == null || data == counted ? 0 : JsonSize.heap(data);
        long ofText = details instanceof EventDetails.Failed(Failure failure)
                ? BYTES_OF_A_CHARACTER * (long) failure.cause().orElse("").length()
                : 0;
        return EVENT_BYTES + ofData + ofText;
    }

    /// The number of events so far, kept or not.
    public int size() {
        return size;
    }

    HistoryEvent last() {
        return events[kept == Kept.ALL ? size - 1 : 0];
    }

    HistoryEvent add(int previousId, long millis, HistoryEvent.Happening happening) {
        int length = size;
        HistoryEvent[] all = events;
        if (kept == Kept.LAST) {
            HistoryEvent only = new HistoryEvent(length + 1, previousId, millis, happening);
            events = new HistoryEvent[] {only};
            size = length + 1;
            return only;
        }
        if (length == all.length) {
            all = Arrays.copyOf(all, length + (length >> 1) + 4);
            events = all;
        }
        HistoryEvent event = new HistoryEvent(length + 1, previousId, millis, happening);
        all[length] = event;
        count(happening.details());
        size = length + 1;
        return event;
    }
}
