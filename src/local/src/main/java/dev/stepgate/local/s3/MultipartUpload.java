// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// An incomplete upload in parts. Guarded by its bucket's lock.
final class MultipartUpload {
    private final String id;
    private final String key;
    private final Instant initiated;
    private final Intent intent;
    private final NavigableMap<Integer, ObjectPart> parts = new TreeMap<>();
    private boolean overtaken;

    MultipartUpload(String id, String key, Instant initiated, Intent intent) {
        this.id = id;
        this.key = key;
        this.initiated = initiated;
        this.intent = intent;
    }

    /// The future object.
    ///
    /// @param algorithm of its checksum and of its parts'; empty when the caller named none
    /// @param type of its checksum
    record Intent(StoredObject.Metadata metadata, Optional<ChecksumAlgorithm> algorithm, StoredChecksum.Type type) {

        boolean isComposite() {
            return algorithm.isPresent() && type == StoredChecksum.Type.COMPOSITE;
        }
    }

    String id() {
        return id;
    }

    String key() {
        return key;
    }

    Instant initiated() {
        return initiated;
    }

    Intent intent() {
        return intent;
    }

    /// Notes that the object of its key was written or deleted since it began.
    synchronized void overtake() {
        overtaken = true;
    }

    synchronized boolean isOvertaken() {
        return overtaken;
    }

    synchronized void put(ObjectPart part) {
        parts.put(part.number(), part);
    }

    synchronized Optional<ObjectPart> part(int number) {
        return Optional.ofNullable(parts.get(number));
    }

    synchronized List<ObjectPart> parts() {
        return List.copyOf(parts.values());
    }
}
