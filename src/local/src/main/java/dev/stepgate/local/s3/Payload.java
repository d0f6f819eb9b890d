// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.http.HttpRequest;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// The bytes of a request's body, and the fields after them.
///
/// @param trailers by name in lower case
@SuppressWarnings("ArrayRecordComponent")
record Payload(byte[] bytes, Map<String, String> trailers) {
    private static final String SHA256 = "x-amz-content-sha256";
    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";

    /// @throws AwsException when the body does not match the head
    static Payload of(HttpRequest request) {
        String declared = request.headers().first(SHA256).orElse("");
        if (declared.startsWith("STREAMING-")) {
            return chunked(request);
        }
        if (declared.matches("[0-9a-f]{64}")) {
            requireSame(declared, request.body());
        }
        return new Payload(request.body(), Map.of());
    }

    private static Payload chunked(HttpRequest request) {
        ChunkedBody body = ChunkedBody.decode(request.body());
        Optional<String> length = request.headers().first(DECODED_LENGTH);
        if (length.isEmpty()) {
            throw new AwsException(
                    411, "MissingContentLength", "You must provide the " + DECODED_LENGTH + " HTTP header.");
        }
        if (!length.get().strip().equals(String.valueOf(body.bytes().length))) {
            throw new AwsException(
                    400,
                    "IncompleteBody",
                    "You did not provide the number of bytes specified by the " + DECODED_LENGTH + " HTTP header");
        }
        return new Payload(body.bytes(), body.trailers());
    }

    private static void requireSame(String declared, byte[] body) {
        String computed = HexFormat.of().formatHex(ChecksumAlgorithm.digest("SHA-256", Content.of(body)));
        if (!MessageDigest.isEqual(
                HexFormat.of().parseHex(declared), HexFormat.of().parseHex(computed))) {
            throw new AwsException(
                    400,
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.",
                    Inputs.object()
                            .put("ClientComputedContentSHA256", declared)
                            .put("S3ComputedContentSHA256", computed));
        }
    }
}
