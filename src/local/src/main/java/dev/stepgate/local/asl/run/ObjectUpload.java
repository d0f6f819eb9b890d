// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Puts an object into S3: at once when it is a single piece, and otherwise in
/// [parts](https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html), so that no more than one of
/// them is in memory twice.
final class ObjectUpload {
    private final ObjectStore objects;
    private final ObjectNode address;
    private final ObjectNode more;
    private long size;

    /// @param more members of PutObject
    ObjectUpload(ObjectStore objects, String bucket, String key, ObjectNode more) {
        this.objects = objects;
        this.address =
                JsonNodeFactory.instance.objectNode().put("Bucket", bucket).put("Key", key);
        this.more = more;
    }

    /// Puts the pieces; the stage completes with the size of the object.
    CompletionStage<Long> put(Iterator<byte[]> pieces) {
        byte[] first = pieces.next();
        ObjectNode input = address.deepCopy().put("ContentType", "application/json");
        input.setAll(more);
        if (!pieces.hasNext()) {
            return objects.call("PutObject", input.put("Body", first)).thenApply(_ -> (long) first.length);
        }
        return objects.call("CreateMultipartUpload", input).thenCompose(created -> {
            ObjectNode upload =
                    address.deepCopy().put("UploadId", created.path("UploadId").asText());
            ArrayNode parts = JsonNodeFactory.instance.arrayNode();
            return putPart(upload, first, parts)
                    .thenCompose(_ -> putParts(upload, pieces, parts))
                    .thenCompose(_ -> complete(upload, parts))
                    .exceptionallyCompose(failure -> abort(upload, failure));
        });
    }

    private CompletionStage<?> putParts(ObjectNode upload, Iterator<byte[]> pieces, ArrayNode parts) {
        return pieces.hasNext()
                ? putPart(upload, pieces.next(), parts).thenCompose(_ -> putParts(upload, pieces, parts))
                : CompletableFuture.completedFuture(parts);
    }

    private CompletionStage<?> putPart(ObjectNode upload, byte[] piece, ArrayNode parts) {
        int number = parts.size() + 1;
        size += piece.length;
        ObjectNode input = upload.deepCopy().put("PartNumber", number).put("Body", piece);
        return objects.call("UploadPart", input)
                .thenApply(put ->
                        parts.addObject().put("ETag", put.path("ETag").asText()).put("PartNumber", number));
    }

    private CompletionStage<Long> complete(ObjectNode upload, ArrayNode parts) {
        ObjectNode input = upload.deepCopy();
        input.putObject("MultipartUpload").set("Parts", parts);
        return objects.call("CompleteMultipartUpload", input).thenApply(_ -> size);
    }

    private CompletionStage<Long> abort(ObjectNode upload, Throwable failure) {
        return objects.call("AbortMultipartUpload", upload)
                .handle((_, _) -> failure)
                .thenCompose(CompletableFuture::failedStage);
    }
}
