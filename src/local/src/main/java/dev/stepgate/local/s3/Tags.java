// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The tags of buckets and objects, and their
/// [rules](https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html).
final class Tags {
    private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int MAX = 10;
    private static final int KEY = 128;
    private static final int VALUE = 256;

    private Tags() {}

    /// Returns the tags in PutObjectTagging or PutBucketTagging: `{"TagSet": [{"Key", "Value"}]}`.
    static Map<String, String> read(JsonNode tagging) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (JsonNode tag : tagging.path("TagSet")) {
            if (!tag.hasNonNull("Key") || !tag.hasNonNull("Value")) {
                throw S3Errors.malformedXml();
            }
            String key = tag.get("Key").asText();
            requireText(key, tag.get("Value").asText());
            if (tags.put(key, tag.get("Value").asText()) != null) {
                throw invalid("Cannot provide multiple Tags with the same key", key);
            }
        }
        return tags;
    }

    private static void requireText(String key, String value) {
        if (key.isEmpty() || key.length() > KEY || !isText(key)) {
            throw invalid("The TagKey you have provided is invalid", key);
        }
        if (value.length() > VALUE || !isText(value)) {
            throw new AwsException(
                    400,
                    "InvalidTag",
                    "The TagValue you have provided is invalid",
                    S3Errors.member("TagKey", key).put("TagValue", value));
        }
    }

    /// Tells whether a text has only the characters that tags may have.
    static boolean isText(String text) {
        return TEXT.matcher(text).matches();
    }

    /// Checks tags against the limits of an object.
    static Map<String, String> ofObject(Map<String, String> tags) {
        if (tags.size() > MAX) {
            throw new AwsException(400, "BadRequest", "Object tags cannot be greater than " + MAX);
        }
        tags.forEach(Tags::requireText);
        return withoutReserved(tags, "Your TagKey cannot be prefixed with aws:");
    }

    static Map<String, String> ofBucket(Map<String, String> tags) {
        return withoutReserved(tags, "System tags cannot be added/updated by requester");
    }

    /// Checks the tags with which a bucket is made.
    static Map<String, String> ofNewBucket(Map<String, String> tags) {
        if (tags.keySet().stream().anyMatch(Tags::isReserved)) {
            throw new AwsException(
                    400,
                    "InvalidTag",
                    "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system tags. Remove"
                            + " \"aws:\" from your tag keys and try again.");
        }
        return tags;
    }

    private static Map<String, String> withoutReserved(Map<String, String> tags, String message) {
        tags.keySet().stream().filter(Tags::isReserved).findFirst().ifPresent(key -> {
            throw invalid(message, key);
        });
        return tags;
    }

    private static boolean isReserved(String key) {
        return key.startsWith("aws:");
    }

    private static AwsException invalid(String message, String key) {
        return S3Errors.of(400, "InvalidTag", message, S3Errors.member("TagKey", key));
    }
}
