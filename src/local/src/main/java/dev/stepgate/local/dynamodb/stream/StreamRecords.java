// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import java.util.List;

/// The records of a stream, for sequential readers.
public interface StreamRecords {

    /// The ARN of the stream.
    String arn();

    /// Returns up to `limit` records after the one with this number; 0 for the oldest that are kept.
    List<StreamRecord> after(long number, int limit);

    /// The number of the newest record; 0 when there has been none.
    long lastNumber();

    /// Runs a watcher whenever there are new records. It must not block, and may be run by any thread.
    void watch(Runnable watcher);

    void unwatch(Runnable watcher);
}
