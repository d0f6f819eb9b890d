// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.store.DataFolder;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.StoreException;
import dev.stepgate.local.store.Sync;
import java.nio.file.Path;

/// The folder that keeps what the services have acknowledged, so that it survives the process.
///
/// @param folder belongs to one runtime at a time; created if it does not exist
/// @param fileSystem the one that records go through, as MVStore names it: `nio:`; empty for the machine's own
public record DataOptions(Path folder, Sync sync, String fileSystem) {

    /// A folder of the machine's file system.
    public DataOptions(Path folder, Sync sync) {
        this(folder, sync, "");
    }

    /// Deletes everything that is kept.
    void clear() {
        DataFolder.clear(folder);
    }

    /// @throws StoreException when the folder cannot be used
    Store open() {
        return DataFolder.open(folder, sync, DataFolder.Loss.REFUSED, fileSystem);
    }
}
