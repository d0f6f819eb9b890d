// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Implements ListMultipartUploads: a page of a bucket's incomplete uploads, by key, the oldest of each key
/// first.
final class UploadList {
    private static final Comparator<MultipartUpload> ORDER = Comparator.comparing(MultipartUpload::key, KeyOrder.UTF_8)
            .thenComparing(MultipartUpload::initiated)
            .thenComparing(MultipartUpload::id);

    private final Bucket bucket;
    private final JsonNode input;
    private final String prefix;
    private final String delimiter;
    private final String keyMarker;
    private final String idMarker;
    private final List<MultipartUpload> page = new ArrayList<>();
    private final Set<String> prefixes = new LinkedHashSet<>();
    private boolean truncated;

    private UploadList(Bucket bucket, JsonNode input) {
        this.bucket = bucket;
        this.input = input;
        this.prefix = Inputs.text(input, "Prefix");
        this.delimiter = Inputs.text(input, "Delimiter");
        this.keyMarker = Inputs.text(input, "KeyMarker");
        this.idMarker = keyMarker.isEmpty() ? "" : Inputs.text(input, "UploadIdMarker");
    }

    static JsonNode of(Bucket bucket, JsonNode input, ObjectNode owner) {
        UploadList list = new UploadList(bucket, input);
        list.read();
        return list.output(owner);
    }

    private void read() {
        int size = Inputs.pageSize(input, "MaxUploads");
        List<MultipartUpload> all = bucket.uploads().stream()
                .filter(upload -> upload.key().startsWith(prefix))
                .sorted(ORDER)
                .toList();
        Optional<MultipartUpload> marker = marker();
        for (MultipartUpload upload : all) {
            String common = common(upload.key());
            if (prefixes.contains(common) || !isAfterMarker(upload, marker)) {
                continue;
            }
            if (page.size() + prefixes.size() == size) {
                truncated = size > 0;
                return;
            }
            add(upload, common);
        }
    }

    private void add(MultipartUpload upload, String common) {
        if (common.isEmpty()) {
            page.add(upload);
        } else {
            prefixes.add(common);
        }
    }

    private String common(String key) {
        int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        return at < 0 ? "" : key.substring(0, at + delimiter.length());
    }

    /// Tells whether an upload is after the marker. Without an upload's id the page begins after all uploads
    /// of the marker's key, and after its common prefix.
    private boolean isAfterMarker(MultipartUpload upload, Optional<MultipartUpload> marker) {
        if (marker.isPresent()) {
            return ORDER.compare(upload, marker.get()) > 0;
        }
        String beyond = Lists.beyond(input, keyMarker);
        boolean isPrefix = !beyond.isEmpty() && beyond.equals(common(upload.key()));
        return !isPrefix && KeyOrder.UTF_8.compare(upload.key(), beyond) > 0;
    }

    /// Returns the upload that `UploadIdMarker` names, which counts only beside `KeyMarker`.
    private Optional<MultipartUpload> marker() {
        if (idMarker.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(bucket.uploads().stream()
                .filter(upload -> upload.id().equals(idMarker) && upload.key().equals(keyMarker))
                .findFirst()
                .orElseThrow(() -> S3Errors.invalidArgument("Invalid uploadId marker", "upload-id-marker", idMarker)));
    }

    private ObjectNode output(ObjectNode owner) {
        UnaryOperator<String> encoding = Lists.encoding(input);
        ObjectNode output = Inputs.object()
                .put("Bucket", bucket.name())
                .put("KeyMarker", encoding.apply(keyMarker))
                .put("UploadIdMarker", idMarker)
                .put(
                        "NextKeyMarker",
                        encoding.apply(page.isEmpty() ? "" : page.getLast().key()))
                .put("NextUploadIdMarker", page.isEmpty() ? "" : page.getLast().id())
                .put("MaxUploads", Inputs.pageSize(input, "MaxUploads"))
                .put("IsTruncated", truncated);
        Members.text(input, "EncodingType").ifPresent(type -> output.put("EncodingType", type));
        if (!delimiter.isEmpty()) {
            output.put("Delimiter", encoding.apply(delimiter));
        }
        if (!prefix.isEmpty()) {
            output.put("Prefix", encoding.apply(prefix));
        }
        if (!page.isEmpty()) {
            ArrayNode uploads = output.putArray("Uploads");
            page.forEach(upload -> uploads.add(entry(upload, owner, encoding)));
        }
        Lists.putPrefixes(List.copyOf(prefixes), output, encoding);
        return output;
    }

    private static ObjectNode entry(MultipartUpload upload, ObjectNode owner, UnaryOperator<String> encoding) {
        ObjectNode entry = Inputs.object()
                .put("Key", encoding.apply(upload.key()))
                .put("UploadId", upload.id())
                .put("Initiated", upload.initiated().getEpochSecond())
                .put("StorageClass", upload.intent().metadata().system().getOrDefault("StorageClass", "STANDARD"));
        entry.set("Owner", owner);
        entry.set("Initiator", owner);
        upload.intent()
                .algorithm()
                .ifPresent(algorithm -> entry.put("ChecksumAlgorithm", algorithm.name())
                        .put("ChecksumType", upload.intent().type().name()));
        return entry;
    }
}
