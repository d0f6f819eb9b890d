// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads the members of an operation's input from a request.
final class WireInput {
    private static final String METADATA = "x-amz-meta-";
    private static final String TRAILER = "x-amz-checksum-";
    private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";

    private final HttpRequest request;
    private final S3Operation operation;
    private final ObjectNode input = Inputs.object();

    private WireInput(HttpRequest request, S3Operation operation) {
        this.request = request;
        this.operation = operation;
    }

    static ObjectNode read(HttpRequest request, Address address, S3Operation operation) {
        WireInput reading = new WireInput(request, operation);
        reading.head(address);
        reading.body();
        return reading.input;
    }

    private void head(Address address) {
        if (!address.bucket().isEmpty()) {
            input.put("Bucket", address.bucket());
        }
        if (!address.key().isEmpty()) {
            input.put("Key", address.key());
        }
        request.headers().fields().forEach(field -> header(field.name(), field.value()));
        Map<String, List<String>> query = request.query().parameters();
        boolean presigned = query.containsKey("X-Amz-Signature")
                || query.containsKey("Signature") && query.containsKey("AWSAccessKeyId");
        query.forEach((name, values) -> {
            WireNames.memberOfParameter(name).ifPresent(member -> input.put(member, values.getFirst()));
            if (presigned && isSignedField(name)) {
                header(name, values.getFirst());
            }
        });
    }

    /// Returns true for a header field that a presigned URL may have in its query: a condition or an `x-amz-` field.
    private static boolean isSignedField(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("if-") || lower.startsWith("x-amz-") && !isChecksum(name);
    }

    /// Returns true for the checksum of a body. Clients for JavaScript put that of an empty body into each URL that
    /// they sign in advance, and the service does not compare it with the body that is sent later.
    private static boolean isChecksum(String name) {
        return name.equalsIgnoreCase(SDK_ALGORITHM)
                || Arrays.stream(ChecksumAlgorithm.values())
                        .anyMatch(algorithm -> algorithm.header().equalsIgnoreCase(name));
    }

    private void header(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith(METADATA)) {
            userMetadata(lower.substring(METADATA.length()), value);
        } else if (lower.equals("x-amz-object-attributes")) {
            ArrayNode attributes = input.withArrayProperty("ObjectAttributes");
            Arrays.stream(value.split(",", -1)).map(String::strip).forEach(attributes::add);
        } else {
            WireNames.memberOfHeader(name).ifPresent(member -> input.put(member, value));
        }
    }

    /// Adds user metadata; a field that occurs twice becomes one with both values.
    private void userMetadata(String name, String value) {
        ObjectNode metadata = input.withObjectProperty("Metadata");
        String text = MetadataText.decode(value);
        metadata.put(name, metadata.has(name) ? metadata.get(name).asText() + "," + text : text);
    }

    private void body() {
        Payload payload = Payload.of(request);
        payload.trailers().forEach((name, value) -> {
            if (name.startsWith(TRAILER)) {
                header(name, value);
            }
        });
        requireAnnouncedChecksum();
        if (operation.takesBytes()) {
            input.set("Body", BinaryNode.valueOf(payload.bytes()));
        } else {
            document(payload.bytes());
        }
    }

    private void requireAnnouncedChecksum() {
        boolean announced = request.headers().contains(SDK_ALGORITHM);
        if (announced && operation.takesBytes() && Integrity.given(input).isEmpty()) {
            throw S3Errors.invalidRequest(SDK_ALGORITHM
                    + " specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.");
        }
    }

    /// Reads a document. A checksum in the head belongs to the document, except when an upload is completed:
    /// then it belongs to the object.
    private void document(byte[] xml) {
        Content content = Content.of(xml);
        Integrity.checkMd5(input, content);
        input.remove("ContentMD5");
        if (!operation.payload().isEmpty() && !operation.name().equals("CompleteMultipartUpload")) {
            requireDigest();
            Integrity.given(input).ifPresent(given -> {
                given.check(content);
                input.remove(given.algorithm().member());
            });
            input.remove("ChecksumAlgorithm");
        }
        if (operation.name().equals("PutBucketPolicy")) {
            input.put("Policy", new String(xml, StandardCharsets.UTF_8));
        } else if (!operation.payload().isEmpty() && xml.length > 0) {
            input.set(operation.payload(), XmlInput.read(xml));
        }
    }

    private void requireDigest() {
        boolean required = operation.name().equals("DeleteObjects");
        boolean sent = request.headers().contains("Content-MD5")
                || Integrity.given(input).isPresent();
        if (required && !sent) {
            throw S3Errors.invalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
    }
}
