// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.time.Instant;
import java.util.Optional;

/// A part of a multipart upload, and later of its object.
///
/// @param etag in quotes
/// @param checksum empty when the upload named no algorithm
record ObjectPart(int number, Content content, String etag, Optional<StoredChecksum> checksum, Instant lastModified) {

    /// Returns the same part with its bytes in another place.
    ObjectPart with(Content same) {
        return new ObjectPart(number, same, etag, checksum, lastModified);
    }
}
