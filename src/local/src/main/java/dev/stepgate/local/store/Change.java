// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

/// A change of one record, or the removal of several.
sealed interface Change {

    /// The name of the records.
    String records();

    /// @param isNew true when there has never been a record of this key
    record Put(String records, String key, RecordBytes value, boolean isNew) implements Change {}

    record Remove(String records, String key) implements Change {}

    record RemoveAll(String records, String prefix) implements Change {}
}
