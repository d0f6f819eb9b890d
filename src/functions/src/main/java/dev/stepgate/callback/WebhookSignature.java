// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The signature of a callback, as in [Standard Webhooks](https://www.standardwebhooks.com): HMAC-SHA256 over
/// `id.timestamp.body`, written as `v1,` and Base64. The id is the one in the callback's URL, the key is the
/// secret's text in UTF-8.
///
/// @param content to be signed
record WebhookSignature(String content) {
    /// The maximum distance of a timestamp from the current time, in either direction.
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    static WebhookSignature of(String id, Instant timestamp, String body) {
        return new WebhookSignature(id + "." + timestamp.getEpochSecond() + "." + body);
    }

    String by(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// Tells whether one of the signatures in the header, which are separated by spaces, was made with one of
    /// the secrets.
    boolean isAmong(String header, List<String> secrets) {
        return secrets.stream()
                .map(this::by)
                .anyMatch(expected -> Arrays.stream(header.split(" ")).anyMatch(sent -> equal(expected, sent)));
    }

    /// Compares texts in a time that depends only on their length.
    private static boolean equal(String expected, String sent) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
