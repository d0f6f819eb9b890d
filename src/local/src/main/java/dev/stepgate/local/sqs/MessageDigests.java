// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Computes the digests that SQS returns, and that SDKs compare with their own.
final class MessageDigests {

    private MessageDigests() {}

    static String md5(String text) {
        return hex("MD5", text.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns the deduplication id of a queue that deduplicates by content.
    static String sha256(String text) {
        return hex("SHA-256", text.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns the digest of message attributes, as described in the developer guide under "Calculating the
    /// MD5 message digest for message attributes"; absent when there are none.
    static Optional<String> md5(JsonNode attributes) {
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        MessageDigest digest = digest("MD5");
        Map<String, JsonNode> sorted = new TreeMap<>();
        attributes.properties().forEach(attribute -> sorted.put(attribute.getKey(), attribute.getValue()));
        sorted.forEach((name, attribute) -> {
            update(digest, name.getBytes(StandardCharsets.UTF_8));
            update(digest, attribute.path("DataType").asText().getBytes(StandardCharsets.UTF_8));
            if (attribute.has("BinaryValue")) {
                digest.update((byte) 2);
                update(
                        digest,
                        Base64.getDecoder().decode(attribute.path("BinaryValue").asText()));
            } else {
                digest.update((byte) 1);
                update(digest, attribute.path("StringValue").asText().getBytes(StandardCharsets.UTF_8));
            }
        });
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private static void update(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static String hex(String algorithm, byte[] bytes) {
        return HexFormat.of().formatHex(digest(algorithm).digest(bytes));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
