// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.store.RecordFormat;
import dev.stepgate.local.store.Records;
import dev.stepgate.local.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The buckets in the store with their objects and incomplete uploads. Bytes are kept once: an object takes over
/// those of the upload that made it.
///
/// Used by the thread that has the lock of the bucket.
final class BucketArchive {
    private static final RecordFormat<KeptObject> OBJECTS = RecordFormat.of(KeptObject.class);
    private static final RecordFormat<KeptUpload> UPLOADS = RecordFormat.of(KeptUpload.class);
    private static final RecordFormat<KeptPart> PARTS = RecordFormat.of(KeptPart.class);

    private final Store store;
    private final Records buckets;
    private final Records objects;
    private final Records uploads;
    private final Records parts;
    private final Records answers;
    private final ContentArchive contents;

    BucketArchive(Store store, Contents contents) {
        this.store = store;
        this.buckets = store.records("buckets");
        this.objects = store.records("objects");
        this.uploads = store.records("uploads");
        this.parts = store.records("upload-parts");
        this.answers = store.records("upload-answers");
        this.contents = new ContentArchive(store.records("contents"), contents);
    }

    /// @param contents where the object's bytes are
    /// @param parts of a multipart upload, by their numbers in the upload
    record KeptObject(
            String key,
            Instant lastModified,
            String etag,
            StoredChecksum checksum,
            StoredObject.Metadata metadata,
            String contents,
            List<KeptPart> parts) {}

    record KeptPart(int number, String etag, Optional<StoredChecksum> checksum, Instant lastModified) {
        static KeptPart of(int number, ObjectPart part) {
            return new KeptPart(number, part.etag(), part.checksum(), part.lastModified());
        }

        ObjectPart with(int other, Content content) {
            return new ObjectPart(other, content, etag, checksum, lastModified);
        }
    }

    private record KeptUpload(String id, String key, Instant initiated, MultipartUpload.Intent intent) {}

    /// The places of the bytes of a bucket's objects, by their keys.
    static final class Places {
        private final Map<String, String> byKey = new HashMap<>();
    }

    void put(Bucket bucket) {
        buckets.put(bucket.name(), () -> {
            BucketSettings settings = bucket.settings();
            ObjectNode json = Inputs.object().put("region", bucket.region());
            json.put("created", bucket.created().toString());
            json.set("notifications", settings.notifications().describe());
            settings.cors().ifPresent(cors -> json.set("cors", cors.configuration()));
            json.set("tags", RecordFormat.texts().write(settings.tags()));
            settings.declared().forEach(json.putObject("declared")::set);
            return json;
        });
    }

    void forEachBucket(BiConsumer<Bucket.Origin, BucketSettings> action) {
        buckets.forEach(
                "",
                (name, json) -> action.accept(
                        new Bucket.Origin(
                                name,
                                json.path("region").asText(),
                                Instant.parse(json.path("created").asText())),
                        new BucketSettings(
                                NotificationConfiguration.read(json.path("notifications"), () -> ""),
                                Members.find(json, "cors").map(CorsRules::read),
                                RecordFormat.texts().read(json.path("tags")),
                                declared(json.path("declared")))));
    }

    private static Map<String, JsonNode> declared(JsonNode json) {
        Map<String, JsonNode> declared = new HashMap<>();
        json.properties().forEach(each -> declared.put(each.getKey(), each.getValue()));
        return declared;
    }

    void remove(Bucket bucket) {
        buckets.remove(bucket.name());
        answers.removeAll(bucket.name() + "/");
    }

    /// An object that was stored as a whole. Its bytes are written again.
    void put(Bucket bucket, StoredObject object) {
        if (store.keeps()) {
            forgetContents(bucket, object.key());
            put(bucket, object, contents.put(object.data().content()), List.of());
        }
    }

    /// Requires that the bytes can be written at once: until they are, they are in memory.
    ///
    /// @throws dev.stepgate.local.aws.AwsException `EntityTooLarge`
    void requireCopyable(Content content) {
        if (store.keeps() && content.length() > Contents.MAX_AT_ONCE) {
            throw S3Errors.tooLargeForMemory(content.length(), Contents.MAX_AT_ONCE);
        }
    }

    /// An object whose description alone has changed.
    void describe(Bucket bucket, StoredObject object) {
        if (store.keeps()) {
            objects.get(key(bucket, object.key()))
                    .map(OBJECTS::read)
                    .ifPresent(before -> put(bucket, object, before.contents(), before.parts()));
        }
    }

    private void put(Bucket bucket, StoredObject object, String place, List<KeptPart> numbered) {
        bucket.places().byKey.put(object.key(), place);
        objects.put(
                key(bucket, object.key()),
                () -> OBJECTS.write(new KeptObject(
                        object.key(),
                        object.lastModified(),
                        object.etag(),
                        object.data().checksum(),
                        object.metadata(),
                        place,
                        numbered)));
    }

    void delete(Bucket bucket, String key) {
        forgetContents(bucket, key);
        objects.remove(key(bucket, key));
    }

    private void forgetContents(Bucket bucket, String key) {
        String place = bucket.places().byKey.remove(key);
        if (place != null) {
            contents.remove(place);
        }
    }

    void begin(Bucket bucket, MultipartUpload upload) {
        uploads.put(
                key(bucket, upload.id()),
                () -> UPLOADS.write(new KeptUpload(upload.id(), upload.key(), upload.initiated(), upload.intent())));
    }

    void put(MultipartUpload upload, ObjectPart part) {
        if (store.keeps()) {
            contents.put(ContentArchive.ofUpload(upload.id()), part.number(), part.content());
            parts.put(partKey(upload, part.number()), () -> PARTS.write(KeptPart.of(part.number(), part)));
        }
    }

    void abort(Bucket bucket, MultipartUpload upload) {
        forget(bucket, upload);
        contents.remove(ContentArchive.ofUpload(upload.id()));
    }

    private void forget(Bucket bucket, MultipartUpload upload) {
        uploads.remove(key(bucket, upload.id()));
        parts.removeAll(upload.id() + "/");
    }

    /// The upload has become an object of these of its parts.
    void complete(Bucket bucket, MultipartUpload upload, StoredObject object, List<Integer> numbers) {
        if (!store.keeps()) {
            return;
        }
        forgetContents(bucket, object.key());
        String place = ContentArchive.ofUpload(upload.id());
        upload.parts().stream()
                .map(ObjectPart::number)
                .filter(number -> !numbers.contains(number))
                .forEach(number -> contents.remove(place, number));
        forget(bucket, upload);
        List<KeptPart> numbered = object.data().parts().stream()
                .map(part -> KeptPart.of(numbers.get(part.number() - 1), part))
                .toList();
        put(bucket, object, place, numbered);
    }

    void putAnswer(Bucket bucket, String uploadId, JsonNode answer) {
        answers.put(key(bucket, uploadId), () -> answer);
    }

    void removeAnswer(Bucket bucket, String uploadId) {
        answers.remove(key(bucket, uploadId));
    }

    void forEachObject(Bucket bucket, Consumer<StoredObject> action) {
        objects.forEach(bucket.name() + "/", (_, json) -> {
            KeptObject kept = OBJECTS.read(json);
            bucket.places().byKey.put(kept.key(), kept.contents());
            action.accept(new StoredObject(kept.key(), kept.lastModified(), data(kept), kept.metadata()));
        });
    }

    private StoredObject.Data data(KeptObject kept) {
        List<ObjectPart> found = new ArrayList<>();
        kept.parts()
                .forEach(part -> found.add(part.with(found.size() + 1, contents.read(kept.contents(), part.number()))));
        Content content = found.isEmpty()
                ? contents.read(kept.contents())
                : Content.concat(found.stream().map(ObjectPart::content).toList());
        return new StoredObject.Data(content, kept.etag(), kept.checksum(), found);
    }

    void forEachUpload(Bucket bucket, Consumer<MultipartUpload> action) {
        uploads.forEach(bucket.name() + "/", (_, json) -> {
            KeptUpload kept = UPLOADS.read(json);
            MultipartUpload upload = new MultipartUpload(kept.id(), kept.key(), kept.initiated(), kept.intent());
            parts.forEach(kept.id() + "/", (_, written) -> {
                KeptPart part = PARTS.read(written);
                upload.put(part.with(part.number(), contents.read(ContentArchive.ofUpload(kept.id()), part.number())));
            });
            action.accept(upload);
        });
    }

    void forEachAnswer(Bucket bucket, BiConsumer<String, JsonNode> action) {
        String prefix = bucket.name() + "/";
        answers.forEach(prefix, (key, answer) -> action.accept(key.substring(prefix.length()), answer));
    }

    private static String key(Bucket bucket, String name) {
        return bucket.name() + "/" + name;
    }

    private static String partKey(MultipartUpload upload, int number) {
        return upload.id() + "/" + "%05d".formatted(number);
    }
}
