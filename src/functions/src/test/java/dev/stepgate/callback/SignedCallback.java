// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import dev.stepgate.test.RestAnswer;
import dev.stepgate.test.RestClient;
import dev.stepgate.test.Stepgate;
import java.time.Instant;

/// A callback of an external API that knows the secret.
public record SignedCallback(String id, String body, String timestamp, String signature) {

    /// Makes a callback signed at the current time of the test's clock.
    public static SignedCallback of(Stepgate stepgate, String id, String body) {
        String secret = stepgate.call(
                        "secretsmanager", "GetSecretValue", Stepgate.json("{'SecretId':'stepgate-CallbackSecret'}"))
                .path("SecretString")
                .asText();
        return of(secret, id, body, stepgate.time().now());
    }

    public static SignedCallback of(String secret, String id, String body, Instant time) {
        return new SignedCallback(
                id,
                body,
                String.valueOf(time.getEpochSecond()),
                WebhookSignature.of(id, time, body).by(secret));
    }

    /// @param path after the id
    public RestAnswer send(RestClient client, String path) {
        return client.send(
                "POST",
                "/async/callbacks/" + id + path,
                body,
                "Content-Type",
                "application/json",
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                signature);
    }
}
