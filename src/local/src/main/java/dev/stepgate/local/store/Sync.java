// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

/// When the machine is told to bring what was written to its disk.
public enum Sync {
    /// Before anything is acknowledged: it survives the end of the machine's power.
    EACH_COMMIT,
    /// When the machine likes: what was acknowledged survives the end of the process, not of the machine.
    NEVER
}
