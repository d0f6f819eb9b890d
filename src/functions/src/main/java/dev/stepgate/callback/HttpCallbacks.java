// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import dev.stepgate.handler.Trace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Sends callbacks over HTTP.
@FunctionalInterface
interface HttpCallbacks {
    Duration PATIENCE = Duration.ofSeconds(9);

    HttpCallbacks OVER_THE_NETWORK = HttpCallbacks::overTheNetwork;

    /// Sends the callback and returns the status of the answer.
    int post(Callback.Http callback, String timestamp, String signature);

    private static int overTheNetwork(Callback.Http callback, String timestamp, String signature) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(callback.url()).toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setRequestProperty("webhook-timestamp", timestamp);
            connection.setRequestProperty("webhook-signature", signature);
            Trace.current().ifPresent(trace -> connection.setRequestProperty(Trace.HEADER, trace));
            connection.setDoOutput(true);
            try (OutputStream body = connection.getOutputStream()) {
                body.write(callback.body().getBytes(StandardCharsets.UTF_8));
            }
            return connection.getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException("the callback could not be sent: " + e, e);
        }
    }
}
