// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// A bucket: its objects, its incomplete uploads, its settings. Methods are synchronized.
final class Bucket {
    private static final int ANSWERS = 1000;

    private final String name;
    private final String region;
    private final Instant created;
    private final Contents contents;
    private final NavigableMap<String, StoredObject> objects = new TreeMap<>(KeyOrder.UTF_8);
    private final NavigableMap<String, MultipartUpload> uploads = new TreeMap<>();
    private final Map<String, JsonNode> answers = new LinkedHashMap<>();
    private final BucketArchive archive;
    private final BucketArchive.Places places = new BucketArchive.Places();

    private volatile BucketSettings settings;
    private boolean deleted;

    Bucket(Origin origin, Contents contents, BucketSettings settings, BucketArchive archive) {
        this.name = origin.name();
        this.region = origin.region();
        this.created = origin.created();
        this.contents = contents;
        this.settings = settings;
        this.archive = archive;
    }

    /// Reads what it held in the process before.
    synchronized void restore() {
        archive.forEachObject(this, object -> {
            objects.put(object.key(), object.with(contents.replace(Content.NONE, object.content())));
        });
        archive.forEachUpload(this, upload -> uploads.put(upload.id(), upload));
        archive.forEachAnswer(this, answers::put);
    }

    /// Where the bytes of its objects are in the store.
    BucketArchive.Places places() {
        return places;
    }

    synchronized void keep() {
        archive.put(this);
    }

    /// The properties of a bucket that never change.
    record Origin(String name, String region, Instant created) {}

    String name() {
        return name;
    }

    String region() {
        return region;
    }

    Instant created() {
        return created;
    }

    BucketSettings settings() {
        return settings;
    }

    synchronized void change(Function<BucketSettings, BucketSettings> change) {
        settings = change.apply(settings);
        archive.put(this);
    }

    synchronized Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    /// @throws AwsException `NoSuchKey`
    StoredObject get(String key) {
        return find(key).orElseThrow(() -> S3Errors.noSuchKey(key));
    }

    synchronized void put(StoredObject object, Precondition precondition) {
        requirePresent();
        Optional<StoredObject> existing = find(object.key());
        precondition.check(object.key(), existing);
        StoredObject kept = object.with(contents.replace(content(existing), object.content()));
        objects.put(object.key(), kept);
        archive.put(this, kept);
        overtakeUploads(object.key());
    }

    private void overtakeUploads(String key) {
        uploads.values().stream().filter(upload -> upload.key().equals(key)).forEach(MultipartUpload::overtake);
    }

    private static Content content(Optional<StoredObject> object) {
        return object.map(StoredObject::content).orElse(Content.NONE);
    }

    /// Changes the description of an existing object.
    synchronized StoredObject update(String key, Function<StoredObject, StoredObject> change) {
        StoredObject changed = change.apply(get(key));
        objects.put(key, changed);
        archive.describe(this, changed);
        return changed;
    }

    /// Deletes an object; returns it if it existed.
    synchronized Optional<StoredObject> delete(String key, Precondition precondition) {
        Optional<StoredObject> existing = find(key);
        precondition.check(key, existing);
        existing.ifPresent(object -> {
            objects.remove(key);
            archive.delete(this, key);
            contents.free(object.content());
            overtakeUploads(key);
        });
        return existing;
    }

    synchronized Listing list(Listing.Query query) {
        return Listing.of(objects, query);
    }

    synchronized void begin(MultipartUpload upload) {
        requirePresent();
        uploads.put(upload.id(), upload);
        archive.begin(this, upload);
    }

    /// @throws AwsException `NoSuchUpload`, also when the id belongs to another key
    synchronized MultipartUpload upload(String key, String id) {
        return Optional.ofNullable(uploads.get(id))
                .filter(upload -> upload.key().equals(key))
                .orElseThrow(() -> S3Errors.noSuchUpload(id));
    }

    synchronized List<MultipartUpload> uploads() {
        return List.copyOf(uploads.values());
    }

    synchronized void putPart(MultipartUpload upload, ObjectPart part) {
        upload(upload.key(), upload.id());
        upload.put(part);
        archive.put(upload, part);
    }

    synchronized void abort(MultipartUpload upload) {
        if (uploads.remove(upload.id()) != null) {
            archive.abort(this, upload);
        }
    }

    /// Stores the object of an upload and ends the upload; if refused, the upload continues.
    synchronized void complete(MultipartUpload upload, Completed completed, Precondition precondition) {
        upload(upload.key(), upload.id());
        StoredObject object = completed.object();
        requirePresent();
        Optional<StoredObject> existing = find(object.key());
        precondition.check(upload, existing);
        contents.free(content(existing));
        uploads.remove(upload.id());
        objects.put(object.key(), object);
        overtakeUploads(object.key());
        archive.complete(this, upload, object, completed.parts());
        answer(upload.id(), completed.answer());
    }

    private void answer(String uploadId, JsonNode answer) {
        answers.put(uploadId, answer);
        archive.putAnswer(this, uploadId, answer);
        if (answers.size() > ANSWERS) {
            String oldest = answers.keySet().iterator().next();
            answers.remove(oldest);
            archive.removeAnswer(this, oldest);
        }
    }

    /// The object of an upload, and the answer to its uploader.
    ///
    /// @param parts their numbers in the upload
    record Completed(StoredObject object, List<Integer> parts, JsonNode answer) {}

    /// Requires that the bytes can be written to the store at once, where there is one.
    ///
    /// @throws AwsException `EntityTooLarge`
    void requireCopyable(Content content) {
        archive.requireCopyable(content);
    }

    /// Returns the answer with which an upload was completed, for a client that missed it; the last thousand
    /// are kept.
    synchronized Optional<JsonNode> answerOf(String key, String uploadId) {
        return Optional.ofNullable(answers.get(uploadId))
                .filter(answer -> answer.path("Key").asText().equals(key));
    }

    /// @throws AwsException `BucketNotEmpty`
    synchronized void close() {
        if (!objects.isEmpty()) {
            throw S3Errors.of(
                    409,
                    "BucketNotEmpty",
                    "The bucket you tried to delete is not empty",
                    S3Errors.member("BucketName", name));
        }
        deleted = true;
        uploads().forEach(this::abort);
        archive.remove(this);
    }

    private void requirePresent() {
        if (deleted) {
            throw S3Errors.noSuchBucket(name);
        }
    }
}
