// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.PercentEncoding;

/// The source of a copy: `bucket/key`, percent-encoded, with or without a leading slash.
record CopySource(String bucket, String key) {

    static CopySource read(JsonNode input) {
        String text = Inputs.required(input, "CopySource");
        int version = text.indexOf("?versionId=");
        if (version >= 0) {
            requireOnlyVersion(text.substring(version + "?versionId=".length()));
            text = text.substring(0, version);
        }
        String decoded = PercentEncoding.decode(text.replace('+', ' '));
        if (decoded.startsWith("arn:")) {
            throw S3Errors.notImplemented("A copy from an access point");
        }
        String path = decoded.startsWith("/") ? decoded.substring(1) : decoded;
        int slash = path.indexOf('/');
        if (slash <= 0 || slash == path.length() - 1) {
            throw S3Errors.invalidArgument("Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source");
        }
        return new CopySource(path.substring(0, slash), path.substring(slash + 1));
    }

    private static void requireOnlyVersion(String version) {
        if (!S3Members.isOnlyVersion(version)) {
            throw S3Errors.invalidArgument("Invalid version id specified", "x-amz-copy-source", "x-amz-copy-source");
        }
    }

    /// @throws dev.stepgate.local.aws.AwsException `NoSuchBucket` or `NoSuchKey`
    StoredObject find(Buckets buckets) {
        return buckets.find(bucket).get(key);
    }

    boolean is(Bucket other, String otherKey) {
        return bucket.equals(other.name()) && key.equals(otherKey);
    }
}
