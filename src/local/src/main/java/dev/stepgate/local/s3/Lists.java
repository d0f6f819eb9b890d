// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.aws.PageToken;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Implements ListObjects and ListObjectsV2.
final class Lists {
    private static final String NULL_VERSION = "null";

    private final Buckets buckets;

    Lists(Buckets buckets) {
        this.buckets = buckets;
    }

    JsonNode objects(Bucket bucket, JsonNode input) {
        UnaryOperator<String> encoding = encoding(input);
        String marker = Inputs.text(input, "Marker");
        int size = Inputs.pageSize(input, "MaxKeys");
        Listing page = bucket.list(query(input, beyond(input, marker), size));
        ObjectNode output = head(bucket, input, encoding);
        output.put("Prefix", Inputs.text(input, "Prefix"));
        output.put("Marker", encoding.apply(marker)).put("MaxKeys", size).put("IsTruncated", page.truncated());
        if (page.truncated() && !Inputs.text(input, "Delimiter").isEmpty()) {
            output.put("NextMarker", encoding.apply(page.last()));
        }
        put(page, output, encoding);
        output.path("Contents").forEach(each -> ((ObjectNode) each).set("Owner", buckets.owner()));
        return output;
    }

    JsonNode objectsV2(Bucket bucket, JsonNode input) {
        UnaryOperator<String> encoding = encoding(input);
        Optional<String> token = Members.text(input, "ContinuationToken");
        String startAfter = Inputs.text(input, "StartAfter");
        String after = token.map(Lists::decodeToken).orElse(startAfter);
        int size = Inputs.pageSize(input, "MaxKeys");
        Listing page = bucket.list(query(input, after, size));
        ObjectNode output = head(bucket, input, encoding);
        output.put("KeyCount", page.objects().size() + page.commonPrefixes().size());
        output.put("MaxKeys", size).put("IsTruncated", page.truncated());
        token.ifPresent(text -> output.put("ContinuationToken", text));
        if (!startAfter.isEmpty()) {
            output.put("StartAfter", encoding.apply(startAfter));
        }
        if (page.truncated()) {
            output.put("NextContinuationToken", PageToken.after(page.last()));
        }
        put(page, output, encoding);
        return Inputs.isTrue(input, "FetchOwner") ? owned(output) : output;
    }

    private ObjectNode owned(ObjectNode output) {
        output.path("Contents").forEach(each -> ((ObjectNode) each).set("Owner", buckets.owner()));
        return output;
    }

    /// Lists the versions of objects: without versioning, each has one, `null`.
    JsonNode versions(Bucket bucket, JsonNode input) {
        UnaryOperator<String> encoding = encoding(input);
        String marker = Inputs.text(input, "KeyMarker");
        int size = Inputs.pageSize(input, "MaxKeys");
        Listing page = bucket.list(query(input, beyond(input, marker), size));
        ObjectNode output = head(bucket, input, encoding);
        output.put("KeyMarker", encoding.apply(marker));
        output.put("VersionIdMarker", Inputs.text(input, "VersionIdMarker"));
        output.put("MaxKeys", size).put("IsTruncated", page.truncated());
        if (page.truncated()) {
            output.put("NextKeyMarker", encoding.apply(page.last()));
            boolean isKey = !page.commonPrefixes().contains(page.last());
            output.put("NextVersionIdMarker", isKey ? NULL_VERSION : "");
        }
        if (!page.objects().isEmpty()) {
            ArrayNode versions = output.putArray("Versions");
            page.objects().forEach(object -> versions.add(version(object, encoding)));
        }
        putPrefixes(page.commonPrefixes(), output, encoding);
        return output;
    }

    private ObjectNode version(StoredObject object, UnaryOperator<String> encoding) {
        ObjectNode version =
                entry(object, encoding).put("VersionId", NULL_VERSION).put("IsLatest", true);
        version.set("Owner", buckets.owner());
        return version;
    }

    /// Returns where a page begins: a marker within a common prefix is beyond the whole prefix.
    static String beyond(JsonNode input, String marker) {
        String prefix = Inputs.text(input, "Prefix");
        String delimiter = Inputs.text(input, "Delimiter");
        int at = delimiter.isEmpty() || !marker.startsWith(prefix) ? -1 : marker.indexOf(delimiter, prefix.length());
        return at < 0 ? marker : marker.substring(0, at + delimiter.length());
    }

    private static Listing.Query query(JsonNode input, String after, int size) {
        return new Listing.Query(Inputs.text(input, "Prefix"), Inputs.text(input, "Delimiter"), after, size);
    }

    private static ObjectNode head(Bucket bucket, JsonNode input, UnaryOperator<String> encoding) {
        ObjectNode output = Inputs.object().put("Name", bucket.name());
        output.put("Prefix", encoding.apply(Inputs.text(input, "Prefix")));
        String delimiter = Inputs.text(input, "Delimiter");
        if (!delimiter.isEmpty()) {
            output.put("Delimiter", encoding.apply(delimiter));
        }
        Members.text(input, "EncodingType").ifPresent(type -> output.put("EncodingType", type));
        return output;
    }

    private static void put(Listing page, ObjectNode output, UnaryOperator<String> encoding) {
        if (!page.objects().isEmpty()) {
            ArrayNode contents = output.putArray("Contents");
            page.objects().forEach(object -> contents.add(entry(object, encoding)));
        }
        putPrefixes(page.commonPrefixes(), output, encoding);
    }

    static void putPrefixes(List<String> prefixes, ObjectNode output, UnaryOperator<String> encoding) {
        if (!prefixes.isEmpty()) {
            ArrayNode list = output.putArray("CommonPrefixes");
            prefixes.forEach(prefix -> list.addObject().put("Prefix", encoding.apply(prefix)));
        }
    }

    private static ObjectNode entry(StoredObject object, UnaryOperator<String> encoding) {
        StoredChecksum checksum = object.data().checksum();
        ObjectNode entry = Inputs.object()
                .put("Key", encoding.apply(object.key()))
                .put("LastModified", object.lastModified().getEpochSecond())
                .put("ETag", object.etag());
        entry.putArray("ChecksumAlgorithm").add(checksum.algorithm().name());
        return entry.put("ChecksumType", checksum.type().name())
                .put("Size", object.size())
                .put("StorageClass", object.storageClass());
    }

    /// Returns the encoding of keys: none, or percent-encoding for clients whose XML could not contain them.
    static UnaryOperator<String> encoding(JsonNode input) {
        Optional<String> type = Members.text(input, "EncodingType");
        if (type.isEmpty()) {
            return UnaryOperator.identity();
        }
        if (!type.get().equals("url")) {
            throw S3Errors.invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", type.get());
        }
        return text -> URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    static String decodeToken(String token) {
        try {
            return PageToken.key(token);
        } catch (IllegalArgumentException _) {
            throw wrongToken();
        }
    }

    private static RuntimeException wrongToken() {
        return S3Errors.of(
                400,
                "InvalidArgument",
                "The continuation token provided is incorrect",
                S3Errors.member("ArgumentName", "continuation-token"));
    }
}
