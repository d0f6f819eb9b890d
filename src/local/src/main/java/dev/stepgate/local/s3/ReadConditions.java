// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import java.time.Instant;
import java.util.Optional;

/// The conditions of a read or of a copy: a date condition is ignored if there is an entity tag condition of
/// the same kind ([GetObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html), RFC 9110,
/// section 13.2.2).
///
/// @param prefix of the members' names: empty, or `CopySource`
record ReadConditions(JsonNode input, String prefix) {

    /// Checks the conditions; a date after now is no condition of a change (RFC 9110, section 13.1.3).
    ///
    /// @throws AwsException status 412, or 304 where the reader already has this state
    void check(StoredObject object, Instant now) {
        Optional<String> match = Members.text(input, prefix + "IfMatch");
        if (match.isPresent() && !Precondition.matches(match.get(), object.etag())) {
            throw failed("If-Match");
        }
        Optional<Instant> unmodified = Inputs.time(input, prefix + "IfUnmodifiedSince");
        if (match.isEmpty() && unmodified.isPresent() && object.lastModified().isAfter(unmodified.get())) {
            throw failed("If-Unmodified-Since");
        }
        Optional<String> noneMatch = Members.text(input, prefix + "IfNoneMatch");
        if (noneMatch.isPresent() && Precondition.matches(noneMatch.get(), object.etag())) {
            throw unchanged(object, "If-None-Match");
        }
        Optional<Instant> modified =
                Inputs.time(input, prefix + "IfModifiedSince").filter(date -> !date.isAfter(now));
        if (noneMatch.isEmpty()
                && modified.isPresent()
                && !object.lastModified().isAfter(modified.get())) {
            throw unchanged(object, "If-Modified-Since");
        }
    }

    private AwsException unchanged(StoredObject object, String condition) {
        if (!prefix.isEmpty()) {
            return failed(condition);
        }
        return new AwsException(
                304,
                "NotModified",
                "Not Modified",
                Inputs.object()
                        .put("ETag", object.etag())
                        .put("LastModified", object.lastModified().getEpochSecond()));
    }

    private AwsException failed(String condition) {
        return S3Errors.preconditionFailed(prefix.isEmpty() ? condition : "x-amz-copy-source-" + condition);
    }
}
