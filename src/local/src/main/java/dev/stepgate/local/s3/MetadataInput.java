// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.http.QueryString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the caller's description of a new object.
final class MetadataInput {
    /// The system metadata that is stored and returned unchanged.
    static final List<String> SYSTEM = List.of(
            "CacheControl",
            "ContentDisposition",
            "ContentEncoding",
            "ContentLanguage",
            "ContentType",
            "Expires",
            "StorageClass",
            "WebsiteRedirectLocation");

    private static final Set<String> STORAGE_CLASSES = Set.of(
            "STANDARD",
            "REDUCED_REDUNDANCY",
            "STANDARD_IA",
            "ONEZONE_IA",
            "INTELLIGENT_TIERING",
            "GLACIER",
            "DEEP_ARCHIVE",
            "GLACIER_IR");

    private static final int USER_METADATA_BYTES = 2048;

    private MetadataInput() {}

    static StoredObject.Metadata read(JsonNode input) {
        return new StoredObject.Metadata(system(input), user(input), headerTags(input));
    }

    private static Map<String, String> system(JsonNode input) {
        Map<String, String> system = new LinkedHashMap<>();
        SYSTEM.forEach(name -> Members.text(input, name).ifPresent(value -> system.put(name, value)));
        system.putIfAbsent("ContentType", "binary/octet-stream");
        contentEncoding(system);
        Encryption.keep(input, system);
        if (system.containsKey("StorageClass") && !STORAGE_CLASSES.contains(system.get("StorageClass"))) {
            throw S3Errors.of(
                    400,
                    "InvalidStorageClass",
                    "The storage class you specified is not valid",
                    S3Errors.member("StorageClassRequested", system.get("StorageClass")));
        }
        return system;
    }

    /// Removes `aws-chunked` from the content encoding, because it describes the request and not the object.
    private static void contentEncoding(Map<String, String> system) {
        String encoding = Arrays.stream(
                        system.getOrDefault("ContentEncoding", "").split(",", -1))
                .map(String::strip)
                .filter(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("aws-chunked"))
                .collect(Collectors.joining(", "));
        if (encoding.isEmpty()) {
            system.remove("ContentEncoding");
        } else {
            system.put("ContentEncoding", encoding);
        }
    }

    private static Map<String, String> user(JsonNode input) {
        Map<String, String> user = new LinkedHashMap<>();
        Members.map(input, "Metadata").forEach((name, value) -> user.put(name.toLowerCase(Locale.ROOT), value));
        int bytes = user.entrySet().stream()
                .mapToInt(entry -> utf8(entry.getKey()) + utf8(entry.getValue()))
                .sum();
        if (bytes > USER_METADATA_BYTES) {
            ObjectNode members = Inputs.object().put("Size", bytes).put("MaxSizeAllowed", USER_METADATA_BYTES);
            throw new AwsException(
                    400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", members);
        }
        return user;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Returns the tags of the header `x-amz-tagging`: `a=1&b=2`.
    static Map<String, String> headerTags(JsonNode input) {
        Map<String, String> tags = new LinkedHashMap<>();
        Optional<String> text = Members.text(input, "Tagging");
        text.map(QueryString::parse)
                .ifPresent(form -> form.parameters().forEach((key, values) -> {
                    if (values.size() > 1 || !Tags.isText(key) || !Tags.isText(values.getFirst())) {
                        throw S3Errors.invalidArgument(
                                "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
                                        + " parameters without tag name duplicates.",
                                "x-amz-tagging",
                                text.get());
                    }
                    tags.put(key, values.getFirst());
                }));
        return Tags.ofObject(tags);
    }
}
