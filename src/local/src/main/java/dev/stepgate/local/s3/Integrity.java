// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Checks received data against the checksums that came with it.
final class Integrity {
    private static final int MD5_BYTES = 16;

    private Integrity() {}

    /// A checksum in an input.
    record Given(ChecksumAlgorithm algorithm, String value) {

        void check(Content content) {
            byte[] expected = algorithm
                    .decode(value)
                    .orElseThrow(
                            () -> S3Errors.invalidRequest("Value for " + algorithm.header() + " header is invalid."));
            if (!MessageDigest.isEqual(expected, algorithm.digest(content))) {
                throw S3Errors.badDigest("The " + algorithm + " you specified did not match the calculated checksum.");
            }
        }
    }

    /// Checks content and returns the checksum to store with it, in the caller's algorithm or, without one,
    /// CRC-64.
    ///
    /// @throws AwsException `BadDigest`, `InvalidDigest` or `InvalidRequest`
    static StoredChecksum check(JsonNode input, Content content) {
        checkMd5(input, content);
        Optional<Given> given = given(input);
        Optional<ChecksumAlgorithm> named = algorithm(input);
        if (given.isPresent()) {
            if (named.isPresent() && named.get() != given.get().algorithm()) {
                throw S3Errors.invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
            }
            given.get().check(content);
            return new StoredChecksum(given.get().algorithm(), given.get().value(), StoredChecksum.Type.FULL_OBJECT);
        }
        return StoredChecksum.of(named.orElse(ChecksumAlgorithm.CRC64NVME), content);
    }

    static void checkMd5(JsonNode input, Content content) {
        Optional<String> md5 = Members.text(input, "ContentMD5");
        if (md5.isPresent()) {
            byte[] expected = md5(md5.get());
            byte[] calculated = ChecksumAlgorithm.digest("MD5", content);
            if (!MessageDigest.isEqual(expected, calculated)) {
                throw S3Errors.badMd5(
                        input.has("PartNumber") ? md5.get() : HexFormat.of().formatHex(expected), calculated);
            }
        }
    }

    private static byte[] md5(String base64) {
        try {
            byte[] md5 = Base64.getDecoder().decode(base64);
            if (md5.length == MD5_BYTES) {
                return md5;
            }
        } catch (IllegalArgumentException _) {
            throw invalidMd5(base64);
        }
        throw invalidMd5(base64);
    }

    private static AwsException invalidMd5(String given) {
        return S3Errors.of(
                400,
                "InvalidDigest",
                "The Content-MD5 you specified was invalid.",
                S3Errors.member("Content-MD5", given));
    }

    /// Returns the algorithm that an input names; empty when it names none.
    static Optional<ChecksumAlgorithm> algorithm(JsonNode input) {
        return Members.text(input, "ChecksumAlgorithm").map(ChecksumAlgorithm::of);
    }

    /// Returns the checksum in an input, which may have only one.
    static Optional<Given> given(JsonNode input) {
        List<Given> all = Arrays.stream(ChecksumAlgorithm.values())
                .flatMap(algorithm ->
                        Members.text(input, algorithm.member()).stream().map(value -> new Given(algorithm, value)))
                .toList();
        if (all.size() > 1) {
            throw S3Errors.invalidRequest(
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
        return all.stream().findFirst();
    }
}
