// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;

/// S3's errors, with its messages ([Error
/// responses](https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html)).
final class S3Errors {

    private S3Errors() {}

    static AwsException noSuchBucket(String name) {
        return of(404, "NoSuchBucket", "The specified bucket does not exist", member("BucketName", name));
    }

    static AwsException noSuchKey(String key) {
        return of(404, "NoSuchKey", "The specified key does not exist.", member("Key", key));
    }

    static AwsException noSuchUpload(String id) {
        return of(
                404,
                "NoSuchUpload",
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been"
                        + " aborted or completed.",
                member("UploadId", id));
    }

    static AwsException notImplemented(String what) {
        return new AwsException(501, "NotImplemented", what + " is not implemented in this runtime");
    }

    /// Refuses a header that this runtime does not support.
    static AwsException alreadyOwned(String bucket) {
        return of(
                409,
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.",
                member("BucketName", bucket));
    }

    static AwsException headerNotImplemented(String header) {
        return of(
                501,
                "NotImplemented",
                "A header you provided implies functionality that is not implemented",
                member("Header", header));
    }

    /// @param reason what S3 adds about a condition of a write
    static AwsException headerNotImplemented(String header, String reason) {
        AwsException refusal = headerNotImplemented(header);
        return of(
                refusal.status(),
                refusal.code(),
                refusal.message(),
                member("Header", header).put("additionalMessage", reason));
    }

    static AwsException malformedXml() {
        return new AwsException(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    static AwsException invalidRequest(String message) {
        return new AwsException(400, "InvalidRequest", message);
    }

    static AwsException invalidArgument(String message, String name, String value) {
        ObjectNode members = object().put("ArgumentName", name).put("ArgumentValue", value);
        return new AwsException(400, "InvalidArgument", message, members);
    }

    static AwsException badDigest(String what) {
        return new AwsException(400, "BadDigest", what);
    }

    /// @param expected in hexadecimal digits for an object, in Base64 for a part, as S3 answers them
    static AwsException badMd5(String expected, byte[] calculated) {
        return of(
                400,
                "BadDigest",
                "The Content-MD5 you specified did not match what we received.",
                member("ExpectedDigest", expected)
                        .put("CalculatedDigest", Base64.getEncoder().encodeToString(calculated)));
    }

    static AwsException accessDenied(String message) {
        return new AwsException(403, "AccessDenied", message);
    }

    /// @param condition the header whose condition was not met
    static AwsException preconditionFailed(String condition) {
        return of(
                412,
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold",
                member("Condition", condition));
    }

    /// @param condition the header whose condition holds, but not since the upload began
    static AwsException conditionalConflict(String condition, String key) {
        return of(
                409,
                "ConditionalRequestConflict",
                "The conditional request cannot succeed due to a conflicting operation against this resource.",
                member("Condition", condition).put("Key", key));
    }

    /// The disk does not take an object's bytes.
    static AwsException noRoom(long bytes, Path folder, IOException reason) {
        return new AwsException(
                503,
                "ServiceUnavailable",
                bytes + " bytes cannot be written to a temporary file in " + folder + " (" + reason.getMessage()
                        + "): make room there, or name another folder with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=...");
    }

    /// A call that takes an object into memory.
    static AwsException tooLargeForMemory(long bytes, long limit) {
        return new AwsException(
                400,
                "EntityTooLarge",
                bytes + " bytes are too many for this call, which takes at most " + limit
                        + " into memory: use ranges or parts, or give the process more memory with -Xmx",
                object().put("ProposedSize", bytes).put("MaxSizeAllowed", limit));
    }

    static AwsException of(int status, String code, String message, ObjectNode members) {
        return new AwsException(status, code, message, members);
    }

    /// A member of an error beside its code and message.
    static ObjectNode member(String name, String value) {
        return object().put(name, value);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
