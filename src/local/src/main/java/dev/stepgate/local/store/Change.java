// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

/// What is to become of a record, or of several.
sealed interface Change {

    /// Of which records.
    String records();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Put(String records, String key, byte[] value) implements Change {}

    record Remove(String records, String key) implements Change {}

    record RemoveAll(String records, String prefix) implements Change {}
}
