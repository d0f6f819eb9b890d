// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Implements GetObject, HeadObject and GetObjectAttributes.
final class Reads {
    private static final Set<String> ATTRIBUTES =
            Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");

    private Reads() {}

    static JsonNode get(Bucket bucket, JsonNode input, Instant now) {
        StoredObject object = find(bucket, input, now);
        object.requireReadable();
        Selection selection = Selection.of(object, input);
        ObjectNode output = describe(object, selection, input);
        Content body =
                selection.range().map(range -> range.of(object.content())).orElse(object.content());
        output.set("Body", new POJONode(body));
        return output;
    }

    /// Returns the body of an answer to GetObject; empty for another answer.
    static Optional<Content> body(JsonNode output) {
        return output.path("Body") instanceof POJONode body && body.getPojo() instanceof Content content
                ? Optional.of(content)
                : Optional.empty();
    }

    /// Returns an answer with the bytes of its body as a binary node.
    static JsonNode inMemory(JsonNode output) {
        return body(output)
                .<JsonNode>map(content -> ((ObjectNode) output).set("Body", BinaryNode.valueOf(content.bytes())))
                .orElse(output);
    }

    static JsonNode head(Bucket bucket, JsonNode input, Instant now) {
        StoredObject object = find(bucket, input, now);
        return describe(object, Selection.of(object, input), input);
    }

    private static StoredObject find(Bucket bucket, JsonNode input, Instant now) {
        StoredObject object = bucket.get(Inputs.key(input));
        new ReadConditions(input, "").check(object, now);
        return object;
    }

    private static ObjectNode describe(StoredObject object, Selection selection, JsonNode input) {
        ObjectNode output = Descriptions.of(object, input);
        output.put("ContentLength", selection.range().map(ByteRange::length).orElse(object.size()));
        selection.range().ifPresent(range -> output.put("ContentRange", range.contentRange(object.size())));
        if (selection.part().isPresent() && !object.data().parts().isEmpty()) {
            output.put("PartsCount", object.data().parts().size());
        }
        if (Inputs.text(input, "ChecksumMode").equalsIgnoreCase("ENABLED")) {
            selection.checksum(object).ifPresent(checksum -> checksum.putInto(output));
        }
        return output;
    }

    /// The requested part of an object.
    ///
    /// @param range empty for all of it
    /// @param part the number of the part, if it was requested by number
    private record Selection(Optional<ByteRange> range, Optional<Integer> part) {

        static Selection of(StoredObject object, JsonNode input) {
            Optional<String> range = Members.text(input, "Range");
            Optional<Integer> part = Inputs.number(input, "PartNumber", 1);
            if (range.isPresent() && part.isPresent()) {
                throw S3Errors.invalidRequest("Cannot specify both Range header and partNumber query parameter");
            }
            return part.map(number -> ofPart(object, number))
                    .orElseGet(() ->
                            new Selection(range.flatMap(text -> ByteRange.of(text, object.size())), Optional.empty()));
        }

        /// Returns the range of a part. An object that was stored as a whole has one part: itself.
        private static Selection ofPart(StoredObject object, int number) {
            List<ObjectPart> parts = object.data().parts();
            if (number > Math.max(1, parts.size())) {
                throw new AwsException(
                        416,
                        "InvalidPartNumber",
                        "The requested partnumber is not satisfiable",
                        Inputs.object()
                                .put("PartNumberRequested", number)
                                .put("ActualPartCount", Math.max(1, parts.size())));
            }
            long first = parts.stream()
                    .limit(number - 1L)
                    .mapToLong(part -> part.content().length())
                    .sum();
            long length = parts.isEmpty()
                    ? object.size()
                    : parts.get(number - 1).content().length();
            Optional<ByteRange> range =
                    length == 0 ? Optional.empty() : Optional.of(new ByteRange(first, first + length - 1));
            return new Selection(range, Optional.of(number));
        }

        /// Returns the checksum; none where a range or a part has none of its own.
        Optional<StoredChecksum> checksum(StoredObject object) {
            List<ObjectPart> parts = object.data().parts();
            StoredChecksum whole = object.data().checksum();
            if (part.isPresent() && !parts.isEmpty()) {
                Optional<StoredChecksum> own = parts.get(part.get() - 1).checksum();
                return own.map(sum -> new StoredChecksum(sum.algorithm(), sum.value(), whole.type()));
            }
            boolean all = range.map(ByteRange::length).orElse(object.size()) == object.size();
            return all ? Optional.of(whole) : Optional.empty();
        }
    }

    static JsonNode attributes(Bucket bucket, JsonNode input) {
        StoredObject object = bucket.get(Inputs.key(input));
        List<String> wanted = Members.texts(input, "ObjectAttributes");
        if (wanted.isEmpty() || !ATTRIBUTES.containsAll(wanted)) {
            throw S3Errors.invalidArgument(
                    "Invalid attribute name specified.", "x-amz-object-attributes", String.join(",", wanted));
        }
        ObjectNode output =
                Inputs.object().put("LastModified", object.lastModified().getEpochSecond());
        put(object, wanted, output);
        if (wanted.contains("ObjectParts") && !object.data().parts().isEmpty()) {
            output.set("ObjectParts", parts(object, input));
        }
        return output;
    }

    private static void put(StoredObject object, List<String> wanted, ObjectNode output) {
        if (wanted.contains("ETag")) {
            output.put("ETag", object.etag().replace("\"", ""));
        }
        if (wanted.contains("Checksum")) {
            StoredChecksum checksum = object.data().checksum();
            output.putObject("Checksum")
                    .put(checksum.algorithm().member(), checksum.bareValue())
                    .put("ChecksumType", checksum.type().name());
        }
        if (wanted.contains("StorageClass")) {
            output.put("StorageClass", object.storageClass());
        }
        if (wanted.contains("ObjectSize")) {
            output.put("ObjectSize", object.size());
        }
    }

    /// Describes the parts, which are listed only where they have checksums of their own.
    private static ObjectNode parts(StoredObject object, JsonNode input) {
        ObjectNode output =
                Inputs.object().put("TotalPartsCount", object.data().parts().size());
        if (object.data().checksum().type() != StoredChecksum.Type.COMPOSITE) {
            return output;
        }
        PartsPage page = PartsPage.of(object.data().parts(), input);
        page.putInto(output);
        ArrayNode list = output.putArray("Parts");
        for (ObjectPart part : page.parts()) {
            ObjectNode each = list.addObject()
                    .put("PartNumber", part.number())
                    .put("Size", part.content().length());
            part.checksum().ifPresent(sum -> each.put(sum.algorithm().member(), sum.value()));
        }
        return output;
    }
}
