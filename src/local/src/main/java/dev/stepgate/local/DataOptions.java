// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.store.DataFolder;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.StoreException;
import dev.stepgate.local.store.Sync;
import dev.stepgate.local.store.Writing;
import dev.stepgate.local.time.Time;
import java.nio.file.Path;

/// The folder that keeps what the services have acknowledged, so that it survives the process.
///
/// @param folder belongs to one runtime at a time; created if it does not exist
public record DataOptions(Path folder, Writing writing) {

    /// A folder of the machine's file system.
    public DataOptions(Path folder, Sync sync) {
        this(folder, new Writing(sync));
    }

    /// Deletes everything that is kept.
    void clear() {
        DataFolder.clear(folder);
    }

    /// @param time whose workers write in real time
    /// @throws StoreException when the folder cannot be used
    Store open(Time time) {
        return DataFolder.open(folder, time.admitsAtOnce() ? writing.by(time) : writing, DataFolder.Loss.REFUSED);
    }
}
