// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

/// The time at which written data is forced to disk.
public enum Sync {
    /// Before a change is acknowledged: it survives a power failure.
    EACH_COMMIT,
    /// When the operating system decides: an acknowledged change survives the end of the process, but not of
    /// the machine.
    NEVER
}
