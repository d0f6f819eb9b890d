// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import java.util.Optional;

/// The condition of a write on the existing object ([Conditional
/// requests](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html)).
sealed interface Precondition {

    /// No condition.
    record None() implements Precondition {}

    /// `If-None-Match: *`: the object must not exist.
    record Absent() implements Precondition {}

    /// `If-Match`: the object must exist and have that entity tag; when it is deleted, any for `*`.
    record Matches(String etag) implements Precondition {}

    static Precondition ofWrite(JsonNode input) {
        Optional<String> noneMatch = Members.text(input, "IfNoneMatch");
        Optional<String> match = Members.text(input, "IfMatch");
        if (noneMatch.isPresent() && match.isPresent()) {
            throw S3Errors.headerNotImplemented(
                    "If-Match,If-None-Match", "Multiple conditional request headers present in the request");
        }
        if (noneMatch.isPresent() && !noneMatch.get().equals("*")) {
            throw notAccepted("If-None-Match");
        }
        if (match.filter("*"::equals).isPresent()) {
            throw notAccepted("If-Match");
        }
        if (noneMatch.isPresent()) {
            return new Absent();
        }
        return match.<Precondition>map(Matches::new).orElseGet(None::new);
    }

    private static AwsException notAccepted(String header) {
        return S3Errors.headerNotImplemented(
                header, "We don't accept the provided value of " + header + " header for this API");
    }

    /// @param etag as the caller writes it; empty for no condition
    static Precondition ofMatch(Optional<String> etag) {
        return etag.<Precondition>map(Matches::new).orElseGet(None::new);
    }

    /// @throws AwsException when the condition does not hold
    default void check(String key, Optional<StoredObject> existing) {
        switch (this) {
            case None _ -> {}
            case Absent _ -> {
                if (existing.isPresent()) {
                    throw S3Errors.preconditionFailed("If-None-Match");
                }
            }
            case Matches(String etag) -> {
                StoredObject found = existing.orElseThrow(() -> S3Errors.noSuchKey(key));
                if (!matches(etag, found.etag())) {
                    throw S3Errors.preconditionFailed("If-Match");
                }
            }
        }
    }

    /// Checks the condition of an upload's completion. One that holds conflicts with a write or a deletion since the
    /// upload began.
    ///
    /// @throws AwsException when it does not hold, or conflicts
    default void check(MultipartUpload upload, Optional<StoredObject> existing) {
        check(upload.key(), existing);
        if (upload.isOvertaken() && !(this instanceof None)) {
            throw S3Errors.conditionalConflict(this instanceof Absent ? "If-None-Match" : "If-Match", upload.key());
        }
    }

    /// Returns true when one of the entity tags, with or without quotes, is the object's, or is `*`.
    static boolean matches(String wanted, String etag) {
        for (String each : wanted.split(",", -1)) {
            String bare = each.strip().replace("\"", "");
            if (bare.equals("*") || bare.equals(etag.replace("\"", ""))) {
                return true;
            }
        }
        return false;
    }
}
