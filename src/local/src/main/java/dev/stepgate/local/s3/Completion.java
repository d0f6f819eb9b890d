// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes one object of the parts that CompleteMultipartUpload names.
final class Completion {
    private static final long SMALLEST_PART = 5L << 20;

    private final MultipartUpload upload;
    private final JsonNode input;

    private Completion(MultipartUpload upload, JsonNode input) {
        this.upload = upload;
        this.input = input;
    }

    /// @throws AwsException when a part is missing, differs from the one named, is too small or out of order
    static StoredObject.Data of(MultipartUpload upload, JsonNode input) {
        return new Completion(upload, input).data();
    }

    /// The numbers of the parts that CompleteMultipartUpload names.
    static List<Integer> numbers(JsonNode input) {
        return Inputs.structure(input, "MultipartUpload")
                .path("Parts")
                .valueStream()
                .map(part -> Inputs.number(part, "PartNumber", 1).orElseThrow(S3Errors::malformedXml))
                .toList();
    }

    private StoredObject.Data data() {
        List<Named> named = named();
        List<ObjectPart> parts = named.stream().map(this::find).toList();
        requireSizes(parts);
        Content content = Content.concat(parts.stream().map(ObjectPart::content).toList());
        Optional<String> size = Members.text(input, "MpuObjectSize");
        if (size.isPresent() && !size.get().equals(String.valueOf(content.length()))) {
            throw S3Errors.invalidRequest("The provided 'x-amz-mp-object-size' header value " + size.get()
                    + " does not match what was computed: " + content.length());
        }
        StoredChecksum checksum = checksum(parts, content);
        named.forEach(this::requireChecksum);
        return new StoredObject.Data(content, etag(parts), checksum, renumbered(parts));
    }

    /// A part as the request names it.
    ///
    /// @param checksum in the upload's algorithm
    private record Named(int number, String etag, Optional<String> checksum) {}

    private List<Named> named() {
        requireParts();
        List<Named> parts = new ArrayList<>();
        int before = 0;
        for (JsonNode each : Inputs.structure(input, "MultipartUpload").path("Parts")) {
            int number = Inputs.number(each, "PartNumber", 1).orElseThrow(S3Errors::malformedXml);
            if (number <= before) {
                throw new AwsException(
                        400,
                        "InvalidPartOrder",
                        "The list of parts was not in ascending order. Parts must be ordered by part number.",
                        S3Errors.member("UploadId", upload.id()));
            }
            before = number;
            parts.add(new Named(
                    number,
                    Inputs.text(each, "ETag"),
                    upload.intent().algorithm().flatMap(algorithm -> Members.text(each, algorithm.member()))));
        }
        if (parts.isEmpty()) {
            throw withoutParts();
        }
        return parts;
    }

    private void requireParts() {
        if (Members.find(input, "MultipartUpload").isEmpty()) {
            throw withoutParts();
        }
    }

    /// Without parts the answer depends on whether any were uploaded: `MalformedXML` where none was (ceph/s3-tests,
    /// `test_multipart_upload_empty`), otherwise what AWS answered LocalStack's
    /// `test_multipart_complete_multipart_too_small`.
    private AwsException withoutParts() {
        return upload.parts().isEmpty()
                ? S3Errors.malformedXml()
                : S3Errors.invalidRequest("You must specify at least one part");
    }

    private ObjectPart find(Named named) {
        return upload.part(named.number())
                .filter(found -> Precondition.matches(named.etag(), found.etag()))
                .filter(found -> named.checksum().isEmpty()
                        || named.checksum().equals(found.checksum().map(StoredChecksum::value)))
                .orElseThrow(() -> invalidPart(named.number(), named.etag()));
    }

    private void requireChecksum(Named named) {
        if (upload.intent().isComposite() && named.checksum().isEmpty()) {
            String algorithm =
                    upload.intent().algorithm().map(Enum::name).orElse("").toLowerCase(Locale.ROOT);
            throw S3Errors.invalidRequest("The upload was created using a " + algorithm
                    + " checksum. The complete request must include the checksum for each part. It was missing for part "
                    + named.number() + " in the request.");
        }
    }

    private AwsException invalidPart(int number, String etag) {
        return new AwsException(
                400,
                "InvalidPart",
                "One or more of the specified parts could not be found.  The part may not have been uploaded, or the"
                        + " specified entity tag may not match the part's entity tag.",
                Inputs.object()
                        .put("UploadId", upload.id())
                        .put("PartNumber", number)
                        .put("ETag", etag.replace("\"", "")));
    }

    private static void requireSizes(List<ObjectPart> parts) {
        for (ObjectPart part : parts.subList(0, parts.size() - 1)) {
            if (part.content().length() < SMALLEST_PART) {
                throw new AwsException(
                        400,
                        "EntityTooSmall",
                        "Your proposed upload is smaller than the minimum allowed size",
                        Inputs.object()
                                .put("ProposedSize", part.content().length())
                                .put("MinSizeAllowed", SMALLEST_PART)
                                .put("PartNumber", part.number())
                                .put("ETag", part.etag().replace("\"", "")));
            }
        }
    }

    private static String etag(List<ObjectPart> parts) {
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        parts.forEach(
                part -> digests.writeBytes(HexFormat.of().parseHex(part.etag().replace("\"", ""))));
        String whole = StoredObject.md5(Content.of(digests.toByteArray()));
        return whole.substring(0, whole.length() - 1) + "-" + parts.size() + '"';
    }

    private StoredChecksum checksum(List<ObjectPart> parts, Content content) {
        ChecksumAlgorithm algorithm = upload.intent().algorithm().orElse(ChecksumAlgorithm.CRC64NVME);
        StoredChecksum checksum = upload.intent().isComposite()
                ? StoredChecksum.composite(
                        algorithm,
                        parts.stream().flatMap(part -> part.checksum().stream()).toList())
                : StoredChecksum.of(algorithm, content);
        Optional<String> given = Members.text(input, algorithm.member());
        if (given.isPresent()
                && !given.get().equals(checksum.value())
                && !given.get().equals(checksum.bareValue())) {
            throw S3Errors.badDigest("The " + algorithm + " you specified did not match the calculated checksum.");
        }
        return checksum;
    }

    /// Numbers the parts of the object from 1 without gaps.
    private static List<ObjectPart> renumbered(List<ObjectPart> parts) {
        List<ObjectPart> counted = new ArrayList<>();
        for (ObjectPart part : parts) {
            counted.add(new ObjectPart(
                    counted.size() + 1, part.content(), part.etag(), part.checksum(), part.lastModified()));
        }
        return counted;
    }
}
