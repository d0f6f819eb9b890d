// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import java.util.List;

/// The records of a stream, for those who read them in their order.
public interface StreamRecords {

    /// Of the stream.
    String arn();

    /// Up to `limit` records that follow the one of this number; 0 for the oldest that are kept.
    List<StreamRecord> after(long number, int limit);

    /// The number of the newest record; 0 when there has been none.
    long lastNumber();

    /// From now on this is run whenever there are new records. It must not block and may be run by any thread.
    void watch(Runnable watcher);

    void unwatch(Runnable watcher);
}
