// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.store.DataFolder;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.StoreException;
import dev.stepgate.local.store.Sync;
import java.nio.file.Path;

/// Where everything is kept that has been acknowledged, so that it outlives the process.
///
/// @param folder belongs to one runtime at a time; it is made when it is not there
public record DataOptions(Path folder, Sync sync) {

    /// Forgets everything.
    void clear() {
        DataFolder.clear(folder);
    }

    /// @throws StoreException when the folder cannot be used
    Store open() {
        return DataFolder.open(folder, sync, DataFolder.Loss.REFUSED);
    }
}
