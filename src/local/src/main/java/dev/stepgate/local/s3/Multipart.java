// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.Members;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Uploads in parts, until they are complete
/// ([Multipart upload](https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html)).
final class Multipart {
    private static final int PARTS = 10_000;

    private final Buckets buckets;

    Multipart(Buckets buckets) {
        this.buckets = buckets;
    }

    JsonNode create(Bucket bucket, JsonNode input) {
        Optional<ChecksumAlgorithm> algorithm = Integrity.algorithm(input);
        StoredChecksum.Type type = type(input, algorithm);
        MultipartUpload upload = new MultipartUpload(
                buckets.uuid().replace("-", ""),
                Inputs.key(input),
                buckets.now().truncatedTo(ChronoUnit.SECONDS),
                new MultipartUpload.Intent(MetadataInput.read(Encryption.asked(bucket, input)), algorithm, type));
        bucket.begin(upload);
        ObjectNode output = Inputs.object()
                .put("Bucket", bucket.name())
                .put("Key", upload.key())
                .put("UploadId", upload.id());
        checksumKind(upload, output);
        return Encryption.describe(upload.intent().metadata(), output);
    }

    private static void checksumKind(MultipartUpload upload, ObjectNode output) {
        upload.intent()
                .algorithm()
                .ifPresent(algorithm -> output.put("ChecksumAlgorithm", algorithm.name())
                        .put("ChecksumType", upload.intent().type().name()));
    }

    private static StoredChecksum.Type type(JsonNode input, Optional<ChecksumAlgorithm> algorithm) {
        Optional<String> asked = Members.text(input, "ChecksumType");
        ChecksumAlgorithm of = algorithm.orElse(ChecksumAlgorithm.CRC64NVME);
        if (asked.isEmpty()) {
            return of.isComposite() ? StoredChecksum.Type.COMPOSITE : StoredChecksum.Type.FULL_OBJECT;
        }
        if (algorithm.isEmpty()) {
            throw S3Errors.invalidRequest(
                    "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }
        boolean whole = asked.get().equals("FULL_OBJECT") && of.coversWholes();
        boolean composite = asked.get().equals("COMPOSITE") && of.isComposite();
        if (!whole && !composite) {
            throw S3Errors.invalidRequest("The " + asked.get() + " checksum type cannot be used with the "
                    + of.name().toLowerCase(Locale.ROOT) + " checksum algorithm.");
        }
        return StoredChecksum.Type.valueOf(asked.get());
    }

    JsonNode uploadPart(Bucket bucket, JsonNode input) {
        MultipartUpload upload = upload(bucket, input);
        ObjectPart part = part(upload, number(input), Content.of(Inputs.body(input)), input);
        bucket.putPart(upload, part.with(buckets.contents().onDisk(part.content())));
        ObjectNode output = Inputs.object().put("ETag", part.etag());
        part.checksum().ifPresent(sum -> output.put(sum.algorithm().member(), sum.value()));
        if (part.checksum().isEmpty()) {
            Integrity.given(input).ifPresent(sum -> output.put(sum.algorithm().member(), sum.value()));
        }
        return Encryption.describe(upload.intent().metadata(), output);
    }

    private static MultipartUpload upload(Bucket bucket, JsonNode input) {
        return bucket.upload(Inputs.key(input), Inputs.required(input, "UploadId"));
    }

    private static int number(JsonNode input) {
        String text = Inputs.text(input, "PartNumber");
        return Optional.of(text)
                .filter(number -> number.matches("[0-9]{1,6}"))
                .map(Integer::valueOf)
                .filter(number -> number >= 1 && number <= PARTS)
                .orElseThrow(() -> S3Errors.invalidArgument(
                        "Part number must be an integer between 1 and 10000, inclusive", "partNumber", text));
    }

    private ObjectPart part(MultipartUpload upload, int number, Content content, JsonNode input) {
        Integrity.checkMd5(input, content);
        Optional<Integrity.Given> given = Integrity.given(input);
        Optional<ChecksumAlgorithm> wanted = upload.intent().algorithm();
        Optional<ChecksumAlgorithm> named =
                given.map(Integrity.Given::algorithm).or(() -> Integrity.algorithm(input));
        boolean missing = upload.intent().isComposite() && named.isEmpty() && !input.has("CopySource");
        boolean other = wanted.isPresent() && named.isPresent() && !named.equals(wanted);
        if (missing || other) {
            throw S3Errors.invalidRequest("Checksum Type mismatch occurred, expected checksum Type: " + lower(wanted)
                    + ", actual checksum Type: " + lower(named));
        }
        given.ifPresent(sum -> sum.check(content));
        return new ObjectPart(
                number,
                content,
                StoredObject.md5(content),
                wanted.map(algorithm -> StoredChecksum.of(algorithm, content)),
                buckets.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String lower(Optional<ChecksumAlgorithm> algorithm) {
        return algorithm.map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("null");
    }

    JsonNode uploadPartCopy(Bucket bucket, JsonNode input) {
        MultipartUpload upload = upload(bucket, input);
        StoredObject source = CopySource.read(input).find(buckets);
        new ReadConditions(input, "CopySource").check(source, buckets.now());
        Content content = Members.text(input, "CopySourceRange")
                .map(range -> ByteRange.ofCopy(range, source.size()).of(source.content()))
                .orElse(source.content());
        bucket.requireCopyable(content);
        ObjectPart part = part(upload, number(input), content, input);
        bucket.putPart(upload, part.with(buckets.contents().onDisk(part.content())));
        ObjectNode output = Inputs.object();
        ObjectNode result = output.putObject("CopyPartResult")
                .put("ETag", part.etag())
                .put("LastModified", part.lastModified().getEpochSecond());
        part.checksum().ifPresent(sum -> result.put(sum.algorithm().member(), sum.value()));
        return Encryption.describe(upload.intent().metadata(), output);
    }

    static JsonNode abort(Bucket bucket, JsonNode input) {
        bucket.abort(upload(bucket, input));
        return Inputs.object();
    }

    JsonNode complete(Bucket bucket, AwsCall call) {
        JsonNode input = call.input();
        Optional<JsonNode> before = bucket.answerOf(Inputs.key(input), Inputs.required(input, "UploadId"));
        return before.isPresent() ? before.get() : complete(bucket, upload(bucket, input), call);
    }

    private JsonNode complete(Bucket bucket, MultipartUpload upload, AwsCall call) {
        JsonNode input = call.input();
        StoredObject.Data data = Completion.of(upload, input);
        StoredObject object = new StoredObject(
                upload.key(),
                buckets.now().truncatedTo(ChronoUnit.SECONDS),
                data,
                upload.intent().metadata());
        ObjectNode output = Inputs.object()
                .put("Location", location(bucket, object.key()))
                .put("Bucket", bucket.name())
                .put("Key", object.key())
                .put("ETag", object.etag());
        data.checksum().putInto(output);
        Encryption.describe(object.metadata(), output);
        bucket.complete(
                upload, new Bucket.Completed(object, Completion.numbers(input), output), Precondition.ofWrite(input));
        buckets.tell(new Change(Change.Kind.COMPLETE, bucket, object, call.requestId()));
        return output;
    }

    private static String location(Bucket bucket, String key) {
        return "https://" + bucket.name() + ".s3." + bucket.region() + ".amazonaws.com/"
                + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode listParts(Bucket bucket, JsonNode input) {
        MultipartUpload upload = upload(bucket, input);
        PartsPage page = PartsPage.of(upload.parts(), input);
        ObjectNode output = Inputs.object()
                .put("Bucket", bucket.name())
                .put("Key", upload.key())
                .put("UploadId", upload.id());
        page.putInto(output);
        output.set("Initiator", buckets.owner());
        output.set("Owner", buckets.owner());
        output.put("StorageClass", upload.intent().metadata().system().getOrDefault("StorageClass", "STANDARD"));
        checksumKind(upload, output);
        ArrayNode parts = output.putArray("Parts");
        page.parts().forEach(part -> describe(part, parts.addObject()));
        return output;
    }

    private static void describe(ObjectPart part, ObjectNode json) {
        json.put("PartNumber", part.number())
                .put("LastModified", part.lastModified().getEpochSecond())
                .put("ETag", part.etag())
                .put("Size", part.content().length());
        part.checksum().ifPresent(sum -> json.put(sum.algorithm().member(), sum.value()));
    }
}
