// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

/// A change of one record, or the removal of several.
sealed interface Change {

    /// The name of the records.
    String records();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Put(String records, String key, byte[] value) implements Change {}

    record Remove(String records, String key) implements Change {}

    record RemoveAll(String records, String prefix) implements Change {}
}
