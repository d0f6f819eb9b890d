// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An object of a bucket. Immutable: a change stores a new one under the key.
///
/// @param lastModified in whole seconds
record StoredObject(String key, Instant lastModified, Data data, Metadata metadata) {

    /// @param etag in quotes
    /// @param parts of a multipart upload, by number; empty for an object that was stored as a whole
    record Data(Content content, String etag, StoredChecksum checksum, List<ObjectPart> parts) {

        Data {
            parts = List.copyOf(parts);
        }

        static Data whole(Content content, StoredChecksum checksum) {
            return new Data(content, md5(content), checksum, List.of());
        }
    }

    /// The caller's description of an object.
    ///
    /// @param system by member: `ContentType`, `CacheControl`, `StorageClass` ...
    /// @param user without `x-amz-meta-`, in lower case
    record Metadata(Map<String, String> system, Map<String, String> user, Map<String, String> tags) {

        Metadata {
            system = Map.copyOf(system);
            user = Map.copyOf(new TreeMap<>(user));
            tags = Map.copyOf(tags);
        }

        Metadata withTags(Map<String, String> other) {
            return new Metadata(system, user, other);
        }
    }

    StoredObject with(Metadata other) {
        return new StoredObject(key, lastModified, data, other);
    }

    Content content() {
        return data.content();
    }

    /// Returns the same object with its bytes in another place.
    StoredObject with(Content same) {
        return new StoredObject(key, lastModified, new Data(same, data.etag, data.checksum, data.parts), metadata);
    }

    long size() {
        return data.content().length();
    }

    String etag() {
        return data.etag();
    }

    String storageClass() {
        return metadata.system().getOrDefault("StorageClass", "STANDARD");
    }

    /// Returns the entity tag of bytes that come in one request: their MD5 in hexadecimal, in quotes.
    static String md5(Content content) {
        return '"' + HexFormat.of().formatHex(ChecksumAlgorithm.digest("MD5", content)) + '"';
    }

    /// Refuses to read what S3 keeps in an archive until it is restored.
    ///
    /// @throws dev.stepgate.local.aws.AwsException `InvalidObjectState`
    void requireReadable() {
        if (storageClass().equals("GLACIER") || storageClass().equals("DEEP_ARCHIVE")) {
            throw S3Errors.of(
                    403,
                    "InvalidObjectState",
                    "The operation is not valid for the object's storage class",
                    S3Errors.member("StorageClass", storageClass()));
        }
    }
}
