// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.node.LongNode;
import dev.stepgate.local.store.Records;

/// The numbers of events, each higher than all before, also than those of the process before. Safe for threads.
final class EventSequence {
    private static final String LAST = "last";

    private final Records records;
    private long last;

    EventSequence(Records records) {
        this.records = records;
        this.last = records.get(LAST).map(number -> number.longValue()).orElse(0L);
    }

    synchronized long next() {
        last++;
        long number = last;
        records.put(LAST, () -> LongNode.valueOf(number));
        return number;
    }
}
