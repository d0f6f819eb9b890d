// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The events of one execution, in order; grows until the execution has ended. Written by one thread at a time, read by
/// any.
public final class History {
    /// The most events an execution may have
    /// ([quotas](https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html)).
    static final int LIMIT = 25_000;

    private volatile HistoryEvent[] events = new HistoryEvent[6];
    private volatile int size;

    History() {}

    /// A snapshot.
    public List<HistoryEvent> events() {
        int length = size;
        return Collections.unmodifiableList(Arrays.asList(events).subList(0, length));
    }

    public int size() {
        return size;
    }

    HistoryEvent last() {
        return events[size - 1];
    }

    HistoryEvent add(int previousId, long millis, HistoryEvent.Happening happening) {
        int length = size;
        HistoryEvent[] all = events;
        if (length == all.length) {
            all = Arrays.copyOf(all, length + (length >> 1) + 4);
            events = all;
        }
        HistoryEvent event = new HistoryEvent(length + 1, previousId, millis, happening);
        all[length] = event;
        size = length + 1;
        return event;
    }
}
