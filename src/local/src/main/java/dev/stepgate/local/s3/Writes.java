// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/// Implements PutObject, CopyObject, DeleteObject and DeleteObjects.
final class Writes {
    private static final int DELETED_AT_ONCE = 1000;

    /// What a copy does not take from its source.
    private static final Set<String> OWN_OF_COPIES =
            Set.of("ServerSideEncryption", "StorageClass", "WebsiteRedirectLocation");

    private final Buckets buckets;

    Writes(Buckets buckets) {
        this.buckets = buckets;
    }

    JsonNode put(Bucket bucket, AwsCall call) {
        JsonNode input = call.input();
        Content content = Content.of(Inputs.body(input));
        StoredObject.Data data = StoredObject.Data.whole(content, Integrity.check(input, content));
        StoredObject object = object(Inputs.key(input), data, MetadataInput.read(Encryption.asked(bucket, input)));
        bucket.put(object.with(buckets.contents().received(content)), Precondition.ofWrite(input));
        buckets.tell(new Change(Change.Kind.PUT, bucket, object, call.requestId()));
        return Encryption.describe(object.metadata(), written(object));
    }

    private StoredObject object(String key, StoredObject.Data data, StoredObject.Metadata metadata) {
        return new StoredObject(key, buckets.now().truncatedTo(ChronoUnit.SECONDS), data, metadata);
    }

    private static ObjectNode written(StoredObject object) {
        ObjectNode output = Inputs.object().put("ETag", object.etag());
        object.data().checksum().putInto(output);
        return output;
    }

    JsonNode copy(Bucket bucket, AwsCall call) {
        JsonNode input = call.input();
        CopySource source = CopySource.read(input);
        StoredObject original = source.find(buckets);
        new ReadConditions(input, "CopySource").check(original, buckets.now());
        original.requireReadable();
        String key = Inputs.key(input);
        boolean replaces = directive(input, "MetadataDirective");
        if (source.is(bucket, key) && !replaces && OWN_OF_COPIES.stream().noneMatch(input::has)) {
            throw copyToItself();
        }
        bucket.requireCopyable(original.content());
        StoredObject copied = object(
                key, copiedData(original, input), copiedMetadata(original, Encryption.asked(bucket, input), replaces));
        bucket.put(copied, Precondition.ofWrite(input));
        buckets.tell(new Change(Change.Kind.COPY, bucket, copied, call.requestId()));
        ObjectNode result =
                Inputs.object().put("LastModified", copied.lastModified().getEpochSecond());
        result.setAll(written(copied));
        return Encryption.describe(copied.metadata(), Inputs.object().set("CopyObjectResult", result));
    }

    private static AwsException copyToItself() {
        return S3Errors.invalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the"
                        + " object's metadata, storage class, website redirect location or encryption"
                        + " attributes.");
    }

    /// Returns the data of a copy, which is stored as a whole: parts become one object with one entity tag
    /// and one checksum.
    private static StoredObject.Data copiedData(StoredObject original, JsonNode input) {
        ChecksumAlgorithm before = original.data().checksum().algorithm();
        ChecksumAlgorithm algorithm = Integrity.algorithm(input).orElse(before);
        if (original.data().parts().isEmpty() && algorithm == before) {
            return original.data();
        }
        Content content = original.data().content();
        return StoredObject.Data.whole(content, StoredChecksum.of(algorithm, content));
    }

    private static StoredObject.Metadata copiedMetadata(StoredObject original, JsonNode input, boolean replaces) {
        ObjectNode asked = input.deepCopy();
        if (!replaces) {
            keep(original.metadata(), asked);
        }
        StoredObject.Metadata metadata = MetadataInput.read(asked);
        return directive(input, "TaggingDirective")
                ? metadata
                : metadata.withTags(original.metadata().tags());
    }

    /// Puts the metadata of the source in place of the request's, except for what every copy has of its own.
    private static void keep(StoredObject.Metadata source, ObjectNode asked) {
        for (String name : MetadataInput.SYSTEM) {
            if (!OWN_OF_COPIES.contains(name)) {
                asked.remove(name);
                Optional.ofNullable(source.system().get(name)).ifPresent(value -> asked.put(name, value));
            }
        }
        ObjectNode user = asked.putObject("Metadata");
        source.user().forEach(user::put);
    }

    /// Returns true if a directive is `REPLACE`.
    private static boolean directive(JsonNode input, String name) {
        String value = Members.text(input, name).orElse("COPY");
        return switch (value) {
            case "COPY" -> false;
            case "REPLACE" -> true;
            default ->
                throw S3Errors.invalidArgument(
                        "Unknown " + (name.equals("MetadataDirective") ? "metadata" : "tagging") + " directive.",
                        WireNames.parameter(name),
                        value);
        };
    }

    JsonNode delete(Bucket bucket, AwsCall call) {
        delete(bucket, Inputs.key(call.input()), Members.text(call.input(), "IfMatch"), call);
        return Inputs.object();
    }

    private void delete(Bucket bucket, String key, Optional<String> etag, AwsCall call) {
        bucket.delete(key, Precondition.ofMatch(etag))
                .ifPresent(object -> buckets.tell(new Change(Change.Kind.DELETE, bucket, object, call.requestId())));
    }

    JsonNode deleteAll(Bucket bucket, AwsCall call) {
        JsonNode request = Inputs.structure(call.input(), "Delete");
        JsonNode objects = request.path("Objects");
        if (objects.isEmpty() || objects.size() > DELETED_AT_ONCE) {
            throw S3Errors.malformedXml();
        }
        boolean quiet = Inputs.isTrue(request, "Quiet");
        ArrayNode deleted = Inputs.object().putArray("Deleted");
        ArrayNode errors = Inputs.object().putArray("Errors");
        for (JsonNode object : objects) {
            String key = Inputs.text(object, "Key");
            try {
                deleteOne(bucket, object, call);
                deleted.addObject().put("Key", key);
            } catch (AwsException e) {
                errors.addObject()
                        .put("Key", key)
                        .put("Code", e.code())
                        .put("Message", e.message())
                        .setAll(e.members());
            }
        }
        return outcomes(quiet ? deleted.removeAll() : deleted, errors);
    }

    private static ObjectNode outcomes(ArrayNode deleted, ArrayNode errors) {
        ObjectNode output = Inputs.object();
        if (!deleted.isEmpty()) {
            output.set("Deleted", deleted);
        }
        if (!errors.isEmpty()) {
            output.set("Errors", errors);
        }
        return output;
    }

    private static void requireOnlyVersion(JsonNode object) {
        String version = Members.text(object, "VersionId").orElse("");
        if (!S3Members.isOnlyVersion(version)) {
            throw S3Errors.of(
                    404,
                    "NoSuchVersion",
                    "The specified version does not exist.",
                    S3Errors.member("VersionId", version));
        }
    }

    private void deleteOne(Bucket bucket, JsonNode object, AwsCall call) {
        requireOnlyVersion(object);
        S3Members.refuseDirectoryConditions(object);
        delete(bucket, Inputs.key(object), Members.text(object, "ETag"), call);
    }
}
