// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/// Makes the two ids by which S3 identifies a request from the id that the endpoint gave it.
final class RequestIds {
    private static final int LETTERS = 16;

    private RequestIds() {}

    /// `x-amz-request-id`: sixteen letters and digits.
    static String of(String requestId) {
        String letters = requestId.replace("-", "").toUpperCase(Locale.ROOT);
        return letters.substring(0, Math.min(LETTERS, letters.length()));
    }

    /// `x-amz-id-2`: Base64 without a meaning to clients.
    static String hostId(String requestId) {
        byte[] digest = ChecksumAlgorithm.digest("SHA-256", Content.of(requestId.getBytes(StandardCharsets.UTF_8)));
        return Base64.getEncoder().encodeToString(digest);
    }
}
